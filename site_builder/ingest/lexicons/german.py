"""German words."""

from __future__ import annotations

from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.lexicons.words import kinds, word_set

GERMAN = Lexicon(
    language="de",
    nouns_capitalised=True,
    function_words=word_set(
        """
        der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder aber denn
        sondern doch wenn weil dass daß ob als wie während bevor nachdem damit obwohl sowie sowohl ich du er sie es
        wir ihr mich dich sich uns euch ihn ihm ihnen mein dein sein seine seinen seinem seiner seines ihre ihren
        ihrem ihrer ihres unser unsere euer dieser diese dieses diesen diesem jener jene jenes welcher welche welches
        wer was wo wann warum wie man jeder jede jedes jeden alle allen aller alles viele vielen mehr weniger einige
        einigen andere anderen anderer anderes solche selbst beide beiden in im an am auf aus bei beim mit nach von
        vom vor zu zum zur über unter zwischen durch für gegen ohne um bis seit wegen trotz laut gegenüber neben
        hinter ist sind war waren wird werden wurde wurden worden sein gewesen hat haben hatte hatten kann können
        konnte könnte könnten muss müssen musste soll sollen sollte sollten will wollen wollte darf dürfen mag mögen
        nicht nur auch noch schon immer nie heute gestern morgen jetzt dann danach dort hier so sehr wieder etwa rund
        bereits zudem außerdem jedoch allerdings dabei dazu daher deshalb darüber davon dagegen somit erste ersten
        erster zweite zweiten dritte letzte letzten
        """
    ),
    openers=word_set(
        """
            inzwischen unterdessen zuletzt zunächst schließlich künftig insgesamt derzeit mittlerweile kürzlich neben
            nach seit laut foto bild video quelle
            """
    ),
    leaning=word_set(
        """
            er sie es ihr sein seine dies diese dieser dieses das dazu dabei daher deshalb dann so aber doch jedoch
            allerdings auch außerdem zudem damit beide dort und
            """
    ),
    connectives=frozenset(
        {
            "jedoch",
            "allerdings",
            "außerdem",
            "zudem",
            "daher",
            "deshalb",
            "dennoch",
            "aber",
            "gleichzeitig",
            "zum beispiel",
            "unterdessen",
        }
    ),
    abbreviations=word_set(
        """
            dr prof hr fr st bzw ca z.b d.h u.a z usw vgl nr abs art str bd s jan feb mär apr jun jul aug sep sept okt
            nov dez mo di mi do fr sa so mio mrd inkl evtl ggf sog dipl ing
            """
    ),
    closing_abbreviations=word_set("usw etc e.v co ag n.chr v.chr"),
    joiners=word_set("für der des von"),
    particles=word_set("von van der den de zu zur"),
    articles=word_set("ein eine einen einem einer seine ihre"),
    titles=word_set(
        """
        herr herrn frau dr prof professor präsident präsidentin vizepräsident kanzler kanzlerin bundeskanzler
        bundeskanzlerin bundespräsident minister ministerin außenminister außenministerin innenminister finanzminister
        ministerpräsident ministerpräsidentin bürgermeister bürgermeisterin senator senatorin könig königin prinz
        prinzessin papst kardinal bischof erzbischof general oberst hauptmann admiral richter richterin staatsanwalt
        direktor direktorin chef chefin ceo vorstandschef gründer gründerin mitgründer trainer sprecher sprecherin
        parteichef parteichefin geschäftsführer geschäftsführerin
        """
    ),
    roles=word_set(
        """
        gründer gründerin mitgründer ceo chef chefin vorstandschef präsident präsidentin vizepräsident kanzler
        kanzlerin bundeskanzler minister ministerin sekretär senator bürgermeister politiker politikerin abgeordnete
        abgeordneter kandidat kandidatin anwalt anwältin richter richterin staatsanwalt professor professorin forscher
        forscherin wissenschaftler wissenschaftlerin ökonom ökonomin historiker analyst analystin ingenieur designer
        architekt arzt ärztin student experte expertin aktivist journalist journalistin redakteur chefredakteur
        schriftsteller autor autorin dichter schauspieler schauspielerin sänger sängerin musiker musikerin komponist
        künstler künstlerin maler regisseur regisseurin produzent spieler stürmer torwart trainer trainerin fahrer
        milliardär unternehmer unternehmerin investor sprecher sprecherin manager managerin mitarbeiter könig königin
        papst kardinal bischof general soldat
        """
    ),
    nouns=kinds(
        organisation="""
            unternehmen konzern firma firmen hersteller anbieter betreiber startup start-up verlag bank banken sender
            zeitung magazin agentur nachrichtenagentur gewerkschaft verband verein institut stiftung universität
            hochschule klinik ministerium behörde kommission rat partei fraktion mannschaft club klub band gericht
            parlament tochterfirma tochter mutterkonzern marke labor rivale konkurrent entwickler
            """,
        product="""
            app plattform werkzeug chatbot modell software dienst produkt system gerät smartphone auto fahrzeug drohne
            roboter chip browser assistent generator algorithmus webseite version medikament impfstoff rakete flugzeug
            """,
        place="""
            stadt land region provinz gemeinde dorf bezirk stadtteil insel fluss see berg tal straße platz hauptstadt
            hafen flughafen republik bundesland
            """,
        law="gesetz verordnung richtlinie vertrag abkommen",
        event="festival konferenz gipfel meisterschaft turnier krieg schlacht wahl messe",
        work="film buch roman album lied song serie sendung oper gemälde podcast spiel",
    ),
    rivals=word_set("rivale konkurrent kunde investor"),
    makers=word_set("hersteller entwickler anbieter betreiber mutterkonzern tochter tochterfirma"),
    owned=word_set(
        """
            chef ceo vorstand mitarbeiter beschäftigte sprecher aktie aktien umsatz gewinn sitz zentrale kunden nutzer
            tochter anleger aktionäre
            """
    ),
    heads=kinds(
        organisation="""
            ag gmbh se kg e.v inc corp ltd group gruppe holding bank universität hochschule institut schule akademie
            verband verein bund union partei rat ausschuss kommission agentur behörde bundesamt ministerium amt
            gericht bundestag bundesrat landtag polizei bundeswehr fc sv vfb museum stiftung zentrum theater zeitung
            rundfunk fernsehen news times
            """,
        place="see berg insel straße platz allee brücke bahnhof flughafen hafen schloss park bad sankt land",
        law="gesetz verordnung richtlinie grundgesetz",
        event="krieg spiele cup pokal festival messe weltkrieg meisterschaft",
    ),
    said=word_set(
        """
            sagte sagt erklärte erklärt schrieb schreibt betonte betont teilte meinte meint kündigte fügte warnte
            sprach berichtete forderte kritisierte antwortete gab
            """
    ),
    naming=word_set("namens genannt"),
    including=word_set("wie darunter"),
    of=word_set("von vom bei"),
    within=word_set("in aus nach"),
    relative_persons=frozenset(),
    demonyms=word_set(
        """
        deutsche deutschen deutscher deutsches amerikanische amerikanischen amerikanischer us-amerikanische
        chinesische chinesischen chinesischer französische französischen russische russischen ukrainische ukrainischen
        italienische italienischen britische britischen europäische europäischen österreichische schweizer amerikaner
        chinesen franzosen russen ukrainer italiener briten europäer deutscher türkische türkischen polnische
        israelische israelischen
        """
    ),
    concepts=word_set(
        """
            ki ai llm ceo bip tv dvd cd pc gps gpu cpu api url html pdf sms wlan vr 3d 5g 4g id faq covid covid-19 dna
            uhr internet web gott weihnachten ostern bibel erde mond sonne ii iii iv vi vii viii ix xi xii euro
            prozent millionen milliarden dollar
            """
    ),
    compounds=True,
    copulas=word_set("ist sind war waren wird wurde bleibt gilt"),
    future=word_set("wird werden nächsten nächste kommenden geplant morgen bis soll"),
    said_heading="Was der Artikel sagt",
)
