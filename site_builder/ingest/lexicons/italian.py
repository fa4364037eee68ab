"""Italian words."""

from __future__ import annotations

from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.lexicons.words import kinds, word_set

ITALIAN = Lexicon(
    language="it",
    function_words=word_set(
        """
        il lo la i gli le l un uno una dei degli delle del dello della dell di d a ad al allo alla all ai agli alle da
        dal dallo dalla dall dai dagli dalle in nel nello nella nell nei negli nelle su sul sullo sulla sull sui sugli
        sulle con col coi per tra fra e ed o od ma però anche né se che chi cui quale quali quanto quanta quanti
        quante perché poiché mentre quando come dove dunque quindi allora infatti inoltre tuttavia comunque invece
        oppure ovvero cioè affinché benché sebbene finché io tu lui lei egli ella esso essa noi voi loro essi esse mi
        ti ci vi si ne me te sé gli mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre
        vostro vostra vostri vostre questo questa questi queste quest quello quella quelli quelle quell quel quei
        quegli ciò stesso stessa stessi stesse ogni ognuno qualche alcuni alcune alcuno alcuna nessuno nessuna nessun
        tutto tutta tutti tutte altro altra altri altre molto molta molti molte poco poca pochi poche più meno tanto
        tanta tanti tante troppo tale tali entrambi è sono sei siamo siete era erano ero eri fu furono sarà saranno
        sia siano essere stato stata stati state sarebbe ha hanno ho hai abbiamo avete aveva avevano ebbe avrà avranno
        avere avuto abbia avrebbe avrebbero può possono potrebbe potrebbero deve devono dovrebbe vuole vogliono fa
        fanno fare fatto va vanno non no sì solo soltanto già ancora sempre mai spesso oggi ieri domani ora adesso poi
        dopo prima qui qua lì là così secondo contro senza sotto sopra verso durante presso oltre attraverso entro
        circa quasi proprio primo prima secondo seconda terzo terza ultimo ultima
        """
    ),
    openers=word_set(
        """
        recentemente attualmente infine finalmente successivamente precedentemente naturalmente ovviamente purtroppo
        nonostante grazie secondo anche nel nella nell' dopo durante intanto contemporaneamente così ecco
        alcuni alcune molti molte tanti tante pochi parecchi diversi diverse vari varie numerosi numerose
        ricercatori esperti analisti funzionari autorità polizia governo ministro ministri presidente premier sindaco
        direttore amministratore portavoce fondatore cofondatore professore avvocato giudice giudici procura tribunale
        azienda aziende società impresa imprese gruppo banca banche mercato mercati utenti clienti lavoratori dipendenti
        cittadini residenti testimoni vittime studenti insegnanti medici scienziati giornalisti politici leader
        ambizioni sviluppo crescita ricerca strategia obiettivo obiettivi progetto progetti piano piani legge leggi
        decreto norma norme accordo accordi notizia notizie fonte fonti rapporto studio studi sondaggio
        due tre quattro cinque sei sette otto nove dieci cento mille milioni miliardi
        nato nata fondata fondato lanciato lanciata annunciato annunciata pubblicato pubblicata aggiornato
        leggi guarda condividi iscriviti clicca scopri ascolta segui vedi foto immagine video articolo capitolo figura
        mondo paese paesi città regione regioni stato stati anno anni mese mesi settimana settimane giorno
        giorni ora ore minuti parte parti caso casi fatto fatti punto punti modo esempio problema problemi risultato
        questione situazione possibilità necessità mancanza nuovo nuova nuovi nuove grande grandi
        """
    ),
    leaning=word_set(
        """
        esso essa essi esse lui lei egli ella loro ciò questo questa questi queste quest quello quella così quindi
        dunque allora però ma e inoltre tuttavia infatti invece anche poi ne vi ci tale tali entrambi
        """
    ),
    connectives=frozenset(
        {
            "tuttavia",
            "inoltre",
            "infatti",
            "quindi",
            "dunque",
            "però",
            "ma",
            "invece",
            "allo stesso tempo",
            "nel frattempo",
            "di conseguenza",
            "per esempio",
            "ad esempio",
            "in particolare",
            "d'altra parte",
            "comunque",
        }
    ),
    abbreviations=word_set(
        """
            sig sigg dott dottssa prof avv ing arch on sen gen col cap s ss mons don pag pagg p pp n nn cfr ecc art
            artt vol cap tel es vs v gen feb mar apr mag giu lug ago set sett ott nov dic lun mart merc giov ven sab
            dom
            """
    ),
    closing_abbreviations=word_set("s.p.a s.r.l spa srl ecc a.c d.c u.s.a"),
    joiners=word_set("di d' del dello della dell' dei degli delle per la il"),
    particles=word_set("di de del della d' da dal dalla von van der la lo bin ibn al el ben"),
    articles=word_set("il lo la l' i gli le un uno una un' questo questa quest' suo sua loro"),
    titles=word_set(
        """
        signor signora signorina dottor dottoressa dott professor professoressa prof avvocato avv ingegner onorevole
        presidente vicepresidente premier ministro ministra sottosegretario senatore senatrice deputato sindaco
        sindaca governatore assessore cancelliere cancelliera segretario ambasciatore re regina principe principessa
        papa cardinale vescovo arcivescovo don padre suor san santa santo generale colonnello capitano tenente
        maresciallo ammiraglio giudice pm procuratore commissario direttore direttrice amministratore ceo ad fondatore
        cofondatore ex conte
        """
    ),
    roles=word_set(
        """
        fondatore fondatrice cofondatore co-fondatore ceo amministratore delegato presidente vicepresidente premier
        ministro ministra segretario senatore senatrice deputato deputata sindaco sindaca governatore cancelliere
        leader capo candidato candidata avvocato magistrato giudice procuratore pm professore professoressa docente
        ricercatore ricercatrice scienziato scienziata economista storico analista ingegnere designer architetto
        medico studente esperto attivista giornalista giornaliste giornalisti direttore direttrice redattore scrittore
        scrittrice autore autrice poeta blogger attore attrice attori cantante musicista rapper compositore artista
        pittore fotografo regista produttore comico ballerino calciatore giocatore attaccante difensore portiere
        allenatore pilota ciclista miliardario imprenditore imprenditrice investitore portavoce dirigente manager
        dipendente re regina papa cardinale vescovo don generale colonnello soldato moglie marito figlio figlia
        fratello sorella padre madre amico collega
        """
    ),
    nouns=kinds(
        organisation="""
            azienda aziende società impresa imprese compagnia compagnie gruppo gruppi colosso colossi gigante giganti
            startup start-up multinazionale sviluppatore produttore fornitore operatore editore proprietario rivale
            rivali concorrente concorrenti banca banche casa etichetta emittente testata quotidiano giornale giornali
            rivista settimanale agenzia agenzie rete sindacato sindacati unione associazione federazione istituto
            fondazione ong università ospedale ministero dipartimento autorità commissione comitato consiglio partito
            partiti squadra squadre club band tribunale parlamento divisione unità marchio laboratorio consorzio
            coalizione controllata media
            """,
        product="""
            app applicazione applicazioni piattaforma piattaforme strumento strumenti chatbot modello modelli software
            servizio servizi prodotto prodotti sistema sistemi dispositivo smartphone telefono auto automobile veicolo
            drone razzo robot chip processore browser assistente generatore algoritmo sito versione farmaco vaccino
            missile aereo criptovaluta
            """,
        place="""
            città paese paesi regione provincia comune borgo quartiere stato isola isole fiume torrente lago monte
            mare valle deserto via piazza capitale porto aeroporto penisola repubblica regno contea villaggio hub
            """,
        law="legge leggi decreto regolamento direttiva trattato accordo costituzione misure norma",
        event="""
            festival conferenza vertice campionato torneo coppa guerra battaglia elezioni cerimonia premio gara fiera
            terremoto referendum mostra olimpiadi
            """,
        work="""
            film libro libri romanzo album canzone singolo serie programma documentario opera musical dipinto podcast
            poesia saggio videogioco gioco
            """,
    ),
    rivals=word_set("rivale rivali concorrente concorrenti cliente clienti investitore"),
    makers=word_set("proprietario sviluppatore produttore fornitore operatore editore controllata"),
    owned=word_set(
        """
        ceo amministratore presidente fondatore consiglio dipendenti lavoratori portavoce azioni quota ricavi utili
        sede uffici sito clienti utenti controllata divisione investitori azionisti prodotti servizi modelli
        tecnologia dirigenti espansione strategia
        """
    ),
    heads=kinds(
        organisation="""
            spa s.p.a srl s.r.l inc corp ltd group gruppo holding società compagnia banca università istituto scuola
            accademia associazione federazione unione lega consiglio comitato commissione agenzia autorità ministero
            dipartimento ufficio corte tribunale parlamento senato camera partito movimento fronte esercito polizia
            guardia carabinieri vigili popolo protezione
            capitaneria squadra club museo ospedale fondazione fondo centro teatro orchestra chiesa confederazione
            alleanza coalizione organizzazione times news press post corriere gazzetta radio tv televisione nazioni
            """,
        place="""
            città provincia regione comune isola isole lago monte monti mare golfo valle via viale piazza corso ponte
            aeroporto stazione porto palazzo castello stadio mar corea parco costa capo val san santa repubblica regno
            """,
        law="legge decreto trattato costituzione direttiva regolamento misure codice",
        event="""
            guerra olimpiadi giochi coppa campionato festival premio giornata vertice conferenza expo rivoluzione
            mondiali europei giro gran
            """,
    ),
    said=word_set(
        """
        detto dice dicono disse aggiunto aggiunge spiegato spiega dichiarato dichiara affermato afferma scritto scrive
        annunciato annuncia sottolineato sottolinea commentato commenta ricordato ricorda concluso conclude sostiene
        sostenuto osserva osservato racconta raccontato risponde risposto chiede chiesto avverte avvertito precisa
        precisato replica replicato ammette ammesso confermato conferma
        """
    ),
    naming=word_set(
        "chiamato chiamata chiamati denominato denominata detto detta intitolato intitolata soprannominato ribattezzato"
    ),
    including=word_set("come compreso compresa compresi comprese inclusi inclusa incluso tra fra"),
    of=word_set("di del della dell' dello dei delle degli dietro"),
    within=word_set("in nel nella nei negli nelle"),
    relative_persons=frozenset(),
    demonyms=word_set(
        """
        italiano italiani italiana italiane francese francesi tedesco tedeschi inglese inglesi spagnolo spagnoli russo
        russi cinese cinesi giapponese giapponesi americano americani americana americane statunitense statunitensi
        europeo europei britannico britannici israeliano israeliani palestinese palestinesi ucraino ucraini arabo
        arabi ebreo ebrei romano romani milanese milanesi napoletano napoletani siciliano siciliani cristiani
        musulmani cattolici
        """
    ),
    concepts=word_set(
        """
        utc ko k.o ok wow a.m p.m ia ai genai llm ceo ad pm pil iva tv dvd cd pc gps gpu cpu api sdk url html pdf sms
        wifi wi-fi vr ar 3d 5g 4g iot id faq covid covid-19 dna rna hiv aids suv nft q1 q2 q3 q4 h gmt cet cest
        internet web dio natale pasqua capodanno ferragosto bibbia terra luna sole rinascimento medioevo nord sud est
        ovest foto video immagine ii iii iv vi vii viii ix xi xii xx xxi stato governo paese
        """
    ),
    definite=word_set(
        """
        il lo la i gli le del dello della dei degli delle al allo alla ai agli alle
        dal dallo dalla dai dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle
        """
    ),
    auxiliaries=word_set("ha hanno aveva avevano avrebbe è era sarà fu aveva aver"),
    copulas=word_set("è sono era erano fu furono sarà resta diventa rappresenta"),
    future=word_set("sarà saranno prossimo prossima previsto prevista domani entro fino inizierà terrà"),
    said_heading="Che cosa dice l’articolo",
)
