"""French words."""

from __future__ import annotations

from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.lexicons.words import kinds, word_set

FRENCH = Lexicon(
    language="fr",
    function_words=word_set(
        """
        le la les l un une des du de d au aux à en dans par pour sur sous avec sans chez vers entre contre depuis
        pendant durant selon malgré parmi avant après jusque hors et ou mais ni car or donc que qu quand lorsque
        lorsqu comme si puisque puisqu parce alors ainsi aussi cependant toutefois pourtant néanmoins tandis afin je j
        tu il elle on nous vous ils elles me m te t se s lui leur leurs y en moi toi soi eux mon ma mes ton ta tes son
        sa ses notre nos votre vos ce cet cette ces c ceci cela ça celui celle ceux celles qui quoi dont où lequel
        laquelle lesquels lesquelles quel quelle quels quelles comment pourquoi combien tout toute tous toutes chaque
        quelque quelques plusieurs aucun aucune certain certains certaines autre autres même mêmes beaucoup peu plus
        moins très trop tant tel telle tels telles deux est sont était étaient fut furent sera seront soit être été
        ont a ai avons avez avait avaient eut aura auront avoir eu peut peuvent pourrait pourraient doit doivent fait
        font faire va vont ne n pas non oui déjà encore toujours jamais souvent aujourd hui hier demain maintenant
        puis ensuite ici là premier première second seconde dernier dernière
        """
    ),
    openers=word_set(
        """
        récemment actuellement enfin finalement ensuite auparavant depuis pendant selon grâce malgré chercheurs
        experts analystes responsables autorités police gouvernement ministre ministres président présidente maire
        directeur directrice fondateur professeur avocat juge parquet tribunal entreprise entreprises société sociétés
        groupe banque banques marché marchés utilisateurs clients salariés employés citoyens habitants témoins
        victimes étudiants médecins scientifiques journalistes politiques dirigeants loi lois accord nouvelle
        nouvelles source sources rapport étude sondage trois quatre cinq six sept huit neuf dix cent mille millions
        milliards né née fondée fondé lancé lancée annoncé publié mis lire voir écouter suivre partager photo image
        vidéo article monde pays ville état année années mois semaine semaines jour jours heure partie cas fait point
        exemple problème résultat nouveau nouvelle grand grande
        """
    ),
    leaning=word_set(
        """
            il elle ils elles ce cela ceci cette ces cet celui celle ainsi alors donc mais et aussi puis ensuite c
            leur leurs tous
            """
    ),
    connectives=frozenset(
        {
            "cependant",
            "toutefois",
            "néanmoins",
            "en outre",
            "de plus",
            "ainsi",
            "donc",
            "mais",
            "par exemple",
            "en effet",
            "en revanche",
            "pourtant",
            "dans le même temps",
        }
    ),
    abbreviations=word_set(
        """
            m mm mme mlle dr pr me st ste p pp n no cf art vol chap tél ex vs janv févr avr juil sept oct nov déc lun
            mar mer jeu ven sam dim
            """
    ),
    closing_abbreviations=word_set("s.a etc av.j.-c j.-c"),
    joiners=word_set("de du des d' la le les l' pour en"),
    particles=word_set("de du d' la le des von van der"),
    articles=word_set("le la l' les un une sa son leur cette ce"),
    titles=word_set(
        """
        monsieur madame mademoiselle m mme mlle docteur dr professeur pr maître président présidente vice-président
        vice-présidente ministre premier première secrétaire sénateur sénatrice député députée maire gouverneur
        chancelier chancelière ambassadeur ambassadrice roi reine prince princesse pape cardinal évêque archevêque
        père sœur saint sainte général colonel capitaine lieutenant amiral juge procureur commissaire directeur
        directrice pdg ceo fondateur fondatrice cofondateur ex
        """
    ),
    roles=word_set(
        """
        fondateur fondatrice cofondateur cofondatrice pdg ceo patron patronne président présidente vice-président
        ministre secrétaire sénateur sénatrice député députée maire gouverneur chancelier leader chef cheffe candidat
        candidate avocat avocate juge procureur professeur professeure chercheur chercheuse scientifique économiste
        historien historienne analyste ingénieur ingénieure architecte médecin étudiant étudiante expert experte
        militant militante journaliste directeur directrice rédacteur rédactrice écrivain auteur autrice poète acteur
        actrice chanteur chanteuse musicien musicienne rappeur compositeur artiste peintre photographe réalisateur
        réalisatrice producteur productrice footballeur joueur joueuse attaquant défenseur gardien entraîneur pilote
        cycliste milliardaire entrepreneur entrepreneuse investisseur porte-parole dirigeant dirigeante employé roi
        reine pape cardinal évêque général colonel soldat épouse époux fils fille frère sœur père mère ami collègue
        """
    ),
    nouns=kinds(
        organisation="""
            entreprise entreprises société sociétés compagnie compagnies groupe groupes géant géants start-up startup
            multinationale firme fabricant fournisseur opérateur éditeur rival rivaux concurrent concurrents banque
            banques label chaîne média médias quotidien journal magazine hebdomadaire agence agences réseau syndicat
            syndicats union association fédération institut fondation ong université hôpital ministère département
            autorité commission comité conseil parti partis équipe équipes club tribunal parlement division unité
            marque laboratoire consortium coalition filiale propriétaire
            """,
        product="""
            appli application applications plateforme plateformes outil outils chatbot modèle modèles logiciel service
            services produit produits système systèmes appareil smartphone téléphone voiture véhicule drone fusée
            robot puce processeur navigateur assistant générateur algorithme site version médicament vaccin missile
            avion
            """,
        place="""
            ville pays région province commune village quartier état île îles fleuve rivière lac mont mer vallée
            désert rue place capitale port aéroport péninsule république royaume département
            """,
        law="loi lois décret règlement directive traité accord constitution ordonnance",
        event="""
            festival conférence sommet championnat tournoi coupe guerre bataille élection élections cérémonie prix
            course salon séisme référendum exposition
            """,
        work="""
            film livre roman album chanson single série émission documentaire pièce opéra tableau podcast poème essai
            jeu
            """,
    ),
    rivals=word_set("rival rivaux concurrent concurrents client investisseur"),
    makers=word_set("propriétaire fabricant fournisseur opérateur éditeur filiale"),
    owned=word_set(
        """
            pdg ceo patron président directeur fondateur conseil salariés employés porte-parole actions part bénéfices
            siège bureaux site clients utilisateurs filiale division investisseurs actionnaires produits services
            modèles technologie dirigeants
            """
    ),
    heads=kinds(
        organisation="""
            sa sas sarl inc corp ltd group groupe holding société compagnie banque université institut école académie
            association fédération union ligue conseil comité commission agence autorité ministère département bureau
            cour tribunal parlement assemblée sénat chambre parti mouvement front armée police garde club musée
            hôpital fondation fonds centre théâtre orchestre église confédération alliance coalition organisation
            rassemblement times news radio télévision nations olympique
            """,
        place="""
            ville île îles lac mont monts mer golfe vallée rue avenue boulevard place pont aéroport gare port palais
            château stade parc côte cap saint sainte république royaume
            """,
        law="loi décret traité constitution directive règlement code",
        event="guerre jeux coupe championnat festival prix journée sommet conférence expo révolution mondial euro tour",
    ),
    said=word_set(
        """
        dit disent déclaré déclare ajouté ajoute expliqué explique affirmé affirme écrit annoncé annonce souligné
        souligne commenté commente rappelé rappelle conclu conclut estime estimé assure assuré indique indiqué répond
        répondu prévient précise précisé raconte confie regrette insiste reconnaît
        """
    ),
    naming=word_set("appelé appelée nommé nommée baptisé baptisée intitulé intitulée surnommé dénommé"),
    including=word_set("comme notamment dont"),
    of=word_set("de du d' chez"),
    within=word_set("à en"),
    relative_persons=frozenset(),
    demonyms=word_set(
        """
        français françaises française italien italiens italienne allemand allemands anglais américain américains
        américaine américaines chinois chinoise chinoises japonais japonaise russe russes ukrainien ukrainiens européen
        européens britannique britanniques israélien israéliens palestinien palestiniens espagnol espagnols parisien
        parisiens belge belges
        """
    ),
    concepts=word_set(
        """
            ia ai llm pdg ceo pib tva tv dvd cd pc gps gpu cpu api url html pdf sms wifi wi-fi vr 3d 5g 4g id faq
            covid covid-19 adn arn vih sida gmt internet web dieu noël pâques bible terre lune soleil nord sud est
            ouest ii iii iv vi vii viii ix xi xii état
            """
    ),
    definite=word_set(
        """
        le la les du des au aux
        """
    ),
    auxiliaries=word_set("a avait est était sera fut"),
    copulas=word_set("est sont était étaient fut sera reste devient"),
    future=word_set("sera seront prochain prochaine prévu prévue demain jusque débutera"),
    said_heading="Ce que dit l’article",
)
