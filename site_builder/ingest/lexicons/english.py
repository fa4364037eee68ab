"""English words."""

from __future__ import annotations

from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.lexicons.words import kinds, word_set

ENGLISH = Lexicon(
    language="en",
    function_words=word_set(
        """
        a an the this that these those my your his her its our their whose some any no every each either neither both
        all few many much more most several such another other others same own one ones
        i you he she it we they me him them us himself herself itself themselves ourselves myself yourself who whom
        which what when where why how there here
        am is are was were be been being do does did doing done have has had having will would shall should can could
        may might must ought isn't aren't wasn't weren't don't doesn't didn't won't can't couldn't wouldn't shouldn't
        haven't hasn't hadn't let
        and or but nor so yet if because since although though while whereas unless until till as than that whether
        once after before when whenever wherever
        of in on at by for with from to into onto upon about above below under over between among through during
        against without within along across behind beyond near off out up down per via toward towards despite amid
        amidst except like unlike around throughout besides
        not very too also just only even still again already ever never always often sometimes perhaps maybe rather
        quite then now today yesterday tomorrow tonight soon later ago almost nearly about well however moreover
        furthermore therefore thus hence instead meanwhile otherwise indeed
        yes no oh ok okay hello hi please thanks
        first second third last next
        says said say according
        """
    ),
    openers=word_set(
        """
        officials analysts researchers experts critics investors shares people police authorities lawmakers scientists
        users customers companies company firms firm sources source supporters opponents activists residents workers
        employees executives observers regulators prosecutors lawyers judges doctors students teachers parents women men
        children readers viewers fans players voters politicians leaders members participants engineers developers
        founder co-founder founders chairman chairwoman spokesman spokeswoman spokesperson president minister professor
        director director-general executive executives ceo senator judge king queen prince princess pope
        former current new old recent early late big small top major key global local national international
        world worldwide government state states city country countries party parties court data technology business
        market markets industry news media internet online social video videos image photo photos picture pictures
        report reports study studies research survey poll polls figures numbers statistics
        globally locally recently currently finally eventually additionally similarly consequently nevertheless
        nonetheless unfortunately fortunately interestingly importantly specifically especially notably clearly
        obviously apparently reportedly allegedly overall elsewhere outside inside ahead earlier previously originally
        initially historically traditionally generally typically usually increasingly shortly together altogether
        asked given based using used following including speaking writing responding compared according considering
        regarding concerning pending citing noting adding saying founded launched announced published posted updated
        born built made created designed known called named located headquartered
        pressure demand growth sales revenue profit profits prices costs spending income trade talks plans efforts
        concerns fears hopes hope interest support criticism opposition protests violence war peace security
        health education science politics economy sport sports culture art music film films books history nature weather
        monday's tuesday's half part parts quarter year years month months week weeks day days time times hour hours
        minutes tens dozens hundreds thousands millions billions zero two three four five six seven eight nine ten
        eleven twelve twenty thirty forty fifty hundred thousand million billion
        nothing something anything everything nobody somebody anybody everyone someone anyone none
        think thank see look read click watch listen follow share subscribe sign join get go make take find learn
        check contact visit call write send buy order download keep try use remember imagine consider note add
        good great best better worse worst right left high low long short open free public private full real true
        user customer consumer consumers voter worker employee analyst official expert researcher scientist
        such thing things question questions answer answers problem problems issue issues result results reason reasons
        way ways case cases example examples fact facts point points number amount lack use rise fall start end
        beginning middle rest majority minority most least less further additional various certain different similar
        strong weak hard easy simple clear possible likely unlikely able unable available ready sure
        chapter section figure table appendix introduction conclusion summary abstract background overview
        """
    ),
    leaning=word_set(
        """
        it he she they this that these those his her their its such there here so but and or yet still however
        moreover furthermore therefore thus hence instead meanwhile otherwise also additionally similarly consequently
        nevertheless nonetheless then later both neither either another others that's it's he's she's they're
        as_a_result
        """
    ),
    connectives=frozenset(
        {
            "however",
            "moreover",
            "furthermore",
            "therefore",
            "thus",
            "hence",
            "instead",
            "meanwhile",
            "also",
            "additionally",
            "similarly",
            "consequently",
            "nevertheless",
            "nonetheless",
            "still",
            "but",
            "and",
            "so",
            "at the same time",
            "in addition",
            "as a result",
            "on the other hand",
            "in fact",
            "of course",
            "for example",
            "for instance",
            "in other words",
            "after all",
            "in turn",
            "by contrast",
            "in contrast",
            "globally",
        }
    ),
    abbreviations=word_set(
        """
        mr mrs ms mx dr prof rev hon sr st gen col maj capt lt sgt cpl cmdr adm brig gov sen rep pres supt det messrs
        fr vs v cf e.g i.e viz approx no nos vol vols fig figs p pp ch sec art op ed eds trans dept univ assn bros mt ft
        jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
        ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa
        tenn tex va vt wash wis wyo
        """
    ),
    closing_abbreviations=word_set(
        "inc corp ltd co plc llc jr u.s u.k u.n u.s.a e.u d.c a.m p.m etc al ph.d m.d b.a m.a esq b.c a.d"
    ),
    joiners=word_set("of for the on to against"),
    particles=word_set("von van der den ter ten de la le du da dos das del della di bin ibn al el ben ap ut zu zur"),
    articles=word_set("a an the its their his her our this another"),
    titles=word_set(
        """
        mr mrs ms mx miss dr prof professor sir lady lord dame madam rev reverend father sister brother saint st hon
        president vice-president chairman chairwoman chairperson chair chancellor premier minister secretary
        ambassador governor mayor senator sen rep congressman congresswoman representative councillor councilman
        speaker king queen prince princess emperor empress duke duchess earl count countess baron pope cardinal
        archbishop bishop rabbi imam sheikh ayatollah judge justice attorney sheriff detective inspector officer
        general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal admiral commander marshal
        ceo cfo coo cto cio cmo chief executive director founder co-founder cofounder coach manager editor reporter
        spokesman spokeswoman spokesperson analyst actor actress singer author uncle aunt coach prime vice deputy
        acting former ex ex-president ex-ceo interim
        """
    ),
    roles=word_set(
        """
        founder co-founder cofounder founders co-founders ceo cfo coo cto chief executive executives chairman
        chairwoman chair president presidents minister secretary chancellor premier senator governor mayor ambassador
        lawmaker congressman congresswoman politician leader leaders candidate candidates lawyer attorney prosecutor
        judge professor lecturer scientist scientists researcher researchers economist economists historian analyst
        analysts engineer engineers designer designers architect doctor physician nurse teacher student expert
        activist activists journalist journalists reporter reporters editor editors writer writers author authors
        novelist poet playwright blogger youtuber influencer actor actors actress actresses singer singers musician
        musicians rapper composer artist artists painter photographer director directors producer producers filmmaker
        comedian dancer player players striker midfielder defender goalkeeper coach captain boxer swimmer runner
        cyclist driver star stars billionaire entrepreneur entrepreneurs businessman businesswoman investor tycoon
        mogul banker trader employee spokesman spokeswoman spokesperson king queen prince princess pope cardinal
        bishop priest monk general colonel soldier officer sheriff detective victim suspect defendant witness resident
        wife husband son sons daughter daughters brother brothers sister sisters father mother friend colleague
        colleagues man woman boy girl boss head lead chief-of-staff adviser advisor aide manager philosopher inventor
        pioneer
        """
    ),
    nouns=kinds(
        organisation="""
            company companies firm firms giant giants start-up start-ups startup startups corporation conglomerate
            subsidiary developer developers maker makers manufacturer manufacturers provider providers operator
            operators retailer retailers publisher publishers owner owners rival rivals competitor competitors
            supplier suppliers carrier airline airlines automaker carmaker chipmaker bank banks lender insurer
            brokerage fund funds studio studios label labels broadcaster broadcasters outlet outlets newspaper
            newspapers magazine magazines daily weekly newsletter agency agencies network networks channel channels
            publication organisation organization organisations organizations group groups union unions association
            federation institute institution foundation charity ngo nonprofit think-tank university universities
            college school hospital ministry department regulator regulators watchdog authority commission committee
            council party parties team teams club clubs band bands army militia gang court parliament division unit
            arm brand brands lab laboratory consultancy consortium alliance coalition parent unicorn player vendor
            vendors client clients customer customers
            """,
        product="""
            app apps application applications platform platforms tool tools chatbot chatbots bot bots model models
            software service services product products system systems device devices smartphone smartphones phone
            phones laptop tablet console car cars vehicle vehicles drone rocket robot robots chip chips processor
            processors browser assistant assistants generator generators algorithm algorithms framework language
            library database rover probe satellite spacecraft ship vessel website websites site sites version feature
            gadget drug vaccine missile aircraft jet plane cryptocurrency coin token llm llms engine engines
            """,
        place="""
            city cities town towns village villages district province region state county country countries island
            islands river lake mountain sea ocean bay valley desert forest park street avenue square neighbourhood
            neighborhood suburb capital port airport peninsula republic kingdom territory municipality borough
            """,
        law="law laws act bill bills regulation directive treaty agreement ordinance decree statute constitution",
        event="""
        festival conference summit championship tournament cup war battle election elections ceremony awards games race
        expo fair hurricane storm earthquake revolution exhibition trial referendum holiday
        """,
        work="""
        film films movie movies book books novel novels album albums song songs single series sitcom documentary
        musical opera painting podcast poem essay paper video-game game games episode soundtrack franchise sequel
        """,
    ),
    rivals=word_set(
        "rival rivals competitor competitors client clients customer customers investor counterpart alternative"
    ),
    makers=word_set(
        """
            owner owners maker makers developer developers manufacturer manufacturers provider providers operator
            operators publisher publishers supplier suppliers parent subsidiary
            """
    ),
    owned=word_set(
        """
        ceo cfo coo chief executive executives chairman chairwoman founder co-founder board employees staff workers
        spokesman spokeswoman spokesperson shares share stock stake revenue revenues profit profits sales earnings ipo
        headquarters office offices website customers users subsidiary subsidiaries division unit investors shareholders
        founders owner owners management acquisition takeover valuation algorithm algorithms app apps platform platforms
        products product service services model models software technology chatbot competitors rivals parent newsroom
        researchers engineers developers lawyers members leader lab labs
        """
    ),
    heads=kinds(
        organisation="""
            inc inc. corp corp. ltd ltd. llc plc co co. company corporation group holding holdings partners ventures
            capital technologies technology systems solutions software labs laboratories laboratory studios studio
            pictures entertainment media news times post herald tribune journal gazette guardian observer telegraph
            chronicle press magazine broadcasting television radio network networks bank insurance airlines airways
            motors motor pharmaceuticals industries energy electric foods university college school academy institute
            institution foundation association federation union league society council committee commission agency
            administration authority bureau ministry department office board court parliament congress senate house
            assembly party movement front army navy force forces guard police fc afc united club team orchestra museum
            hospital church trust fund center centre chamber consortium alliance coalition organization organisation
            service services brothers sons & democrats republicans conservatives liberals greens socialists nations
            """,
        place="""
            city county province state island islands river lake mount mountain mountains hill hills valley bay beach
            sea ocean gulf strait desert forest park street lane avenue road square boulevard bridge airport station
            port peninsula republic kingdom emirates coast cape district region territory territories palace castle
            stadium building tower heights
            """,
        law="""
            act law bill treaty convention accord accords agreement directive regulation regulations constitution
            protocol amendment code measures
            """,
        event="""
        war olympics games cup championship championships festival awards award prize day year summit conference
        expo election elections revolution crisis massacre battle open marathon holocaust
        """,
        work="song symphony chronicles",
        product="os pro max plus ultra mini phone app",
    ),
    said=word_set(
        """
        said says say saying added adds adding told tells wrote writes writing noted notes noting explained explains
        argued argues claimed claims stated states stressed warned warns insisted insists replied announced announces
        commented remarked concluded recalled admitted acknowledged agreed asked asks continued declared confirmed
        denied tweeted posted quipped joked complained predicted suggested suggests emphasised emphasized testified
        observed
        """
    ),
    naming=word_set("named called dubbed titled nicknamed christened codenamed entitled"),
    including=word_set("including include includes like as especially notably"),
    of=word_set("of at for"),
    within=word_set("in near across throughout"),
    relative_persons=word_set("who whose whom"),
    demonyms=word_set(
        """
        american americans british briton britons english scottish scots welsh irish french german germans italian
        italians spanish spaniards portuguese dutch belgian belgians swiss austrian austrians danish danes swedish
        swedes norwegian norwegians finnish finns icelandic polish poles czech czechs slovak slovaks slovenian
        hungarian hungarians romanian romanians bulgarian bulgarians greek greeks turkish turks russian russians
        ukrainian ukrainians belarusian serbian serbs croatian croats bosnian albanian albanians macedonian
        montenegrin kosovar estonian latvian lithuanian georgian armenian azerbaijani kazakh uzbek afghan afghans
        pakistani pakistanis indian indians bangladeshi nepalese tibetan tibetans chinese taiwanese japanese korean
        koreans north-korean south-korean mongolian vietnamese thai cambodian laotian burmese malaysian singaporean
        indonesian indonesians filipino filipinos philippine australian australians canadian canadians mexican
        mexicans brazilian brazilians argentine argentinian argentinians chilean peruvian colombian colombians
        venezuelan venezuelans bolivian ecuadorian uruguayan cuban cubans haitian jamaican caribbean iranian iranians
        iraqi iraqis syrian syrians lebanese jordanian israeli israelis palestinian palestinians saudi saudis yemeni
        emirati qatari kuwaiti omani egyptian egyptians libyan libyans tunisian algerian moroccan sudanese ethiopian
        somali kenyan ugandan tanzanian rwandan congolese nigerian nigerians ghanaian senegalese malian zimbabwean
        zambian angolan african africans asian asians european europeans latino latinos hispanic arab arabs arabic
        kurdish kurds jewish jews muslim muslims islamic islamist christian christians catholic catholics protestant
        protestants orthodox hindu hindus buddhist buddhists sikh sunni shiite western westerners eastern northern
        southern soviet soviets ottoman roman romans byzantine persian mandarin cantonese hindi urdu latin hebrew
        yiddish swahili parisian londoner californian texan venetian sicilian bavarian nordic scandinavian balkan
        slavic anglo-saxon democratic republican conservative communist socialist liberal marxist nazi nazis
        """
    ),
    concepts=word_set(
        """
        ai genai agi llm llms ml nlp ipo ipos ceo ceos cfo coo cto cio cmo vp hr pr tv tvs dvd cd pc pcs usb gps gpu
        gpus cpu cpus tpu ram api apis sdk url html css sql pdf sms wifi wi-fi vr ar xr 3d 2d 4k 5g 4g 3g iot saas it
        ict r&d ip id ids qa faq diy phd mba md bsc usd eur gbp gdp vat esg ngo ngos ufo dna rna hiv aids covid
        covid-19 dj mc suv suvs ev evs atm pin vpn lgbt lgbtq lgbtq+ nsfw nft nfts b2b b2c q1 q2 q3 q4 h1 h2 am pm gmt
        utc est edt pst pdt cet cest bst jst ad bc bce ce vs ok lol omg fyi asap rip usb-c ui ux seo cms crm erp ott
        url urls internet web god bible world-wide-web state-of-the-art i i'm i've i'll i'd mr mrs ms dr christmas
        easter ramadan thanksgiving halloween earth moon sun northern-hemisphere renaissance antiquity middle-ages
        spring summer autumn fall winter north south east west northwest northeast southwest southeast tel fax photo
        photos image video editor note s p t re ps p.s nb n.b aka etc i.e e.g rt lmao xd wow rsvp tba tbd ii iii iv vi
        vii viii ix xi xii xx xxi
        """
    ),
    compounds=True,
    events=word_set("election elections by-election by-elections referendum referendums primaries convention olympics"),
    event_words=word_set(
        """
        federal general presidential parliamentary legislative local municipal provincial state gubernatorial senate
        mayoral leadership primary constitutional independence status snap congressional regional national by of the
        """
    ),
    copulas=word_set("is was are were became becomes remains"),
    future=word_set(
        "will shall would plans plan planned scheduled due expected next upcoming set tomorrow begins until by"
    ),
)
