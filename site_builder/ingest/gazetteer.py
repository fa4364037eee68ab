"""Places and given names that are known without reading: from Babel's data, and from short lists of our own."""

from __future__ import annotations

import functools
import re

from babel import Locale

from site_builder.ingest.dates_in_text import LANGUAGES
from site_builder.ingest.lexicons.words import word_set
from site_builder.ingest.tokens import plain_form

_NO_PLACES = frozenset({"EU", "UN", "EZ", "QO", "ZZ", "XA", "XB", "001", "419"})
_SHORT = {
    "US": "US|U.S.|USA|U.S.A.|United States of America|Stati Uniti d'America|Estados Unidos de América|EE. UU.|EE.UU."
    "|EEUU|États-Unis d'Amérique",
    "GB": "UK|U.K.|Britain|Great Britain|Gran Bretagna|Gran Bretaña|Grande-Bretagne|Großbritannien",
    "AE": "UAE|U.A.E.",
}
"""Further names of countries; Babel has one in each language."""
_QUALIFIED = re.compile(r"\s*\([^)]*\)|\s-\s.*|\sSAR China|\sSpecial Administrative.*|^RAS (?:di|de)\s")

_PLACES = """
US|U.S.|USA|U.S.A.|UK|U.K.|UAE|U.A.E.|America|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|Holland
Korea|South Korea|North Korea|Russia|Soviet Union|USSR|Yugoslavia|Czechoslovakia|Prussia|Ivory Coast|Burma|Turkey
Palestine|West Bank|Gaza|Gaza Strip|Crimea|Chechnya|Kurdistan|Kashmir|Tibet|Xinjiang|Catalonia|Basque Country|Bavaria
Saxony|Tuscany|Sicily|Sardinia|Lombardy|Veneto|Andalusia|Normandy|Brittany|Flanders|Siberia|Balkans|Middle East
Far East|Latin America|Central America|South America|North America|Southeast Asia|Western Europe|Eastern Europe
Scandinavia|Antarctica|Europe|Asia|Africa|Hong Kong|Macau|Taiwan|Silicon Valley|Hollywood|Wall Street|Broadway
Manhattan|Brooklyn|Harlem|Queens|Bronx|Long Island|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut
Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan
Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|New York City
North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas
Utah|Vermont|Virginia|Washington|Washington D.C.|Washington, D.C.|West Virginia|Wisconsin|Wyoming|Ontario|Quebec
British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|Newfoundland|New South Wales|Queensland|Tasmania|Guangdong
Sichuan|Zhejiang|Jiangsu|Hunan|Hubei|Fujian|Shandong|Henan|Yunnan|Inner Mongolia|Kerala|Gujarat|Maharashtra|Punjab
Bengal|Los Angeles|San Francisco|San Diego|San Jose|Chicago|Houston|Dallas|Austin|Philadelphia|Boston|Seattle|Denver
Detroit|Atlanta|Miami|Phoenix|Las Vegas|Baltimore|Pittsburgh|Cleveland|Cincinnati|St. Louis|Minneapolis|New Orleans
Nashville|Memphis|Portland|Sacramento|Oakland|Tampa|Orlando|Charlotte|Indianapolis|Milwaukee|Kansas City
Salt Lake City|Palo Alto|Mountain View|Cupertino|Menlo Park|Redmond|Berkeley|Stanford|Princeton|Culver City
Santa Monica|Beverly Hills|Toronto|Montreal|Vancouver|Ottawa|Calgary|Mexico City|Guadalajara|Beijing|Shanghai|Shenzhen
Guangzhou|Hangzhou|Chengdu|Wuhan|Nanjing|Tianjin|Chongqing|Xi'an|Suzhou|Qingdao|Lhasa|Tokyo|Osaka|Kyoto|Nagoya
Yokohama|Sapporo|Hiroshima|Nagasaki|Fukushima|Seoul|Busan|Pyongyang|Taipei|Hanoi|Ho Chi Minh City|Bangkok|Jakarta
Manila|Kuala Lumpur|Singapore|Mumbai|Bombay|New Delhi|Delhi|Bangalore|Bengaluru|Chennai|Hyderabad|Kolkata|Calcutta
Karachi|Lahore|Islamabad|Dhaka|Kabul|Tehran|Baghdad|Mosul|Basra|Damascus|Aleppo|Beirut|Jerusalem|Tel Aviv|Haifa
Ramallah|Amman|Riyadh|Mecca|Medina|Dubai|Abu Dhabi|Doha|Cairo|Alexandria|Tripoli|Benghazi|Tunis|Algiers|Casablanca
Rabat|Khartoum|Addis Ababa|Nairobi|Mombasa|Kampala|Lagos|Abuja|Accra|Dakar|Johannesburg|Cape Town|Pretoria|Durban
Kinshasa|Luanda|Harare|London|Manchester|Birmingham|Liverpool|Leeds|Sheffield|Bristol|Newcastle|Oxford|Cambridge
Edinburgh|Glasgow|Cardiff|Belfast|Dublin|Cork|Paris|Lyon|Marseille|Toulouse|Nice|Bordeaux|Lille|Strasbourg|Nantes
Berlin|Hamburg|Munich|München|Cologne|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dresden|Hannover|Nuremberg|Nürnberg
Bremen|Bonn|Vienna|Wien|Salzburg|Graz|Zurich|Zürich|Geneva|Genf|Genève|Basel|Bern|Lausanne|Brussels|Bruxelles|Antwerp
Amsterdam|Rotterdam|The Hague|Leiden|Utrecht|Eindhoven|Luxembourg|Rome|Roma|Milan|Milano|Naples|Napoli|Turin|Torino
Florence|Firenze|Venice|Venezia|Bologna|Genoa|Genova|Palermo|Catania|Bari|Verona|Padova|Padua|Trieste|Pisa|Siena
Perugia|Ancona|L'Aquila|Cagliari|Bergamo|Brescia|Modena|Parma|Messina|Salerno|Lombardia|Piemonte|Toscana|Sicilia
Sardegna|Puglia|Calabria|Campania|Lazio|Umbria|Marche|Abruzzo|Liguria|Emilia-Romagna|Madrid|Barcelona|Valencia|Seville
Sevilla|Zaragoza|Bilbao|Málaga|Granada|Cataluña|Andalucía|Galicia|Lisbon|Lisboa|Porto|Athens|Thessaloniki|Istanbul
Ankara|Izmir|Sofia|Bucharest|Budapest|Prague|Bratislava|Warsaw|Krakow|Gdansk|Kyiv|Kiev|Kharkiv|Odessa|Odesa|Lviv
Mariupol|Minsk|Moscow|St. Petersburg|Saint Petersburg|Leningrad|Novosibirsk|Vladivostok|Tbilisi|Yerevan|Baku|Tallinn
Riga|Vilnius|Helsinki|Stockholm|Gothenburg|Malmö|Oslo|Bergen|Copenhagen|Reykjavik|Belgrade|Zagreb|Sarajevo|Ljubljana
Skopje|Pristina|Tirana|Sydney|Melbourne|Brisbane|Perth|Adelaide|Canberra|Auckland|Wellington|Christchurch|Buenos Aires
Rio de Janeiro|São Paulo|Sao Paulo|Brasília|Brasilia|Santiago|Lima|Bogotá|Bogota|Medellín|Caracas|Quito|La Paz
Montevideo|Asunción|Havana|San Juan|Port-au-Prince|Kingston|Panama City|Atlantic|Pacific|Atlantic Ocean|Pacific Ocean
Indian Ocean|Mediterranean|Mediterranean Sea|Black Sea|Red Sea|Caspian Sea|North Sea|Baltic Sea|South China Sea
Persian Gulf|Gulf of Mexico|English Channel|Alps|Himalayas|Andes|Pyrenees|Rocky Mountains|Everest|Sahara|Amazon River
Nile|Danube|Rhine|Thames|Seine|Mississippi River|Volga|Yangtze|Ganges|Mars|Venus|Jupiter|Saturn|Stati Uniti
Gran Bretagna|Inghilterra|Scozia|Olanda|Unione Sovietica|Medio Oriente|America Latina|Sudafrica|Corea del Nord
Corea del Sud|Estados Unidos|EE. UU.|EE.UU.|EEUU|Gran Bretaña|Inglaterra|Escocia|Unión Soviética|Oriente Medio
América Latina|Latinoamérica|États-Unis|Grande-Bretagne|Angleterre|Écosse|Moyen-Orient|Amérique latine|Corée du Nord
Corée du Sud|Vereinigte Staaten|Großbritannien|Naher Osten|Südkorea|Nordkorea|Sowjetunion
"""
_GIVEN_NAMES = word_set(
    """
    aaron abdul abdullah abigail abraham adam adrian agnes ahmed aidan aisha alan albert alberto alejandra alejandro
    aleksandr alessandra alessandro alessia alex alexander alexandra alexandre alexei alexis alfonso alfred alfredo
    ali alice alicia alison allan allen alvaro amanda amber amelia amina amir amy ana anastasia anders andre andrea
    andreas andrei andres andrew andrzej angela angelica angelina angelo anita anja ann anna anne annie anthony
    antoine anton antonella antonio april arianna arjun arnold arthur arturo asha ashley astrid audrey august austin
    ava axel barack barbara barry beatrice beatriz ben benedetta benedict benito benjamin bernard bernardo bernd
    bernie beth betty bianca bill billy birgit bob boris brad bradley brandon brenda brendan brian bridget britney
    bruce bruno bryan caitlin calvin cameron camilla camille carina carl carla carlo carlos carmen carol carole
    caroline carolyn carsten caterina catherine cathy cecilia celine cesare charles charlie charlotte chelsea cheng
    cheryl chiara chloe chris christian christiane christina christine christoph christophe christopher cindy claire
    clara claude claudia claudio claus clement colin connor conrad constance corinne craig cristiano cristina curtis
    cynthia daisy dale damian damien dan dana daniel daniela daniele danielle danny dario daria darren dave david
    davide dawn dean deborah debra denis denise dennis derek diana diane didier diego dieter dietmar dimitri dmitri
    dmitry dolores dominic dominik don donald donatella donna doris dorothy douglas duncan dylan edith edmund eduardo
    edward edwin eileen elaine eleanor elena eleonora eli elias elisa elisabeth elisabetta elizabeth elke ella ellen
    elliot elon elsa elvira emanuele emil emilia emilio emily emma emmanuel enrico enrique eric erica erich erik erika
    ernest ernesto ernst erwin esteban esther eugene eva evan eve evelyn fabian fabio fabrizio faith farah fatima
    federica federico felicia felipe felix ferdinand fernando filippo fiona florence florian frances francesca
    francesco francis francisco franco francois frank franz fred freddie frederic frederick friedrich gabriel gabriela
    gabriele gabriella gareth gary gavin gemma gennaro geoffrey george georges georgia georgina gerald gerard gerhard
    gianluca gianni gilbert gilles gina giorgia giorgio giovanna giovanni giulia giuliano giulio giuseppe glenn gloria
    gordon grace graham grant greg gregor gregory greta guido guillaume guillermo gunter gustav gustavo guy hannah
    hans harold harriet harris harrison harry harvey hasan hassan hector heidi heike heinrich heinz helen helena
    helene helga helmut henri henrik henry herbert herman hermann hillary holger holly horst howard hubert hugh hugo
    hussein ian ibrahim ida ignacio igor ilaria imran ines ingrid irene iris irina isaac isabel isabella isabelle ivan
    ivana ivo jack jackie jacob jacqueline jacques jake jakob james jamie jan jane janet janice jasmine jason javier
    jay jean jeff jeffrey jennifer jenny jeremy jerome jerry jesse jessica jesus jill jim jimmy joachim joan joanna
    joanne joao joaquin jochen joe joel joerg johan johanna johannes john johnny jon jonas jonathan jordan jordi jorge
    jose josef joseph josephine joshua joyce juan juana judith judy juergen julia julian juliana julie julien juliet
    julio julius justin kai kamala kanye karen karim karin karl karla karsten kate katharina katherine kathleen
    kathryn kathy katie katrin kay keith kelly ken kenneth kent kerry kevin khalid kim kimberly kirsten klaus konrad
    kristen kristin kristina kurt kyle lance larry lars laura lauren laurence laurent lea leah lee leila lena leo leon
    leonard leonardo leslie lewis liam lilian lily linda lindsay lindsey lionel lisa liz lloyd logan lois lorenzo
    loretta lorraine louis louise luca lucas lucia lucio lucy ludovic ludwig luigi luis luisa luiz luke lydia lynn
    madeleine magdalena maggie malcolm manfred manuel manuela marc marcel marcela marcello marco marcos marcus
    margaret margarita maria marianne marie marilyn marina mario marion marissa marjorie mark markus marlene marta
    martha martin martina martine marvin mary massimo mateo mathieu mathilde matt matteo matthew matthias maureen
    maurice mauricio maurizio mauro max maximilian maxine maya megan mehdi mehmet melania melanie melinda melissa
    mercedes meredith michael michal michel michela michele michelle miguel mikael mike mikhail milan mildred milena
    miles milos miranda miriam mitch mohamed mohammad mohammed moira mona monica monika morgan moritz moses muhammad
    murray mustafa nadia nadine nancy naomi narendra natalia natalie natasha nathalie nathan neil nelson nicholas nick
    nicola nicolas nicole niels nigel nikita nikolai nikolaus nils nina noah noam noel nora norbert norma norman
    octavio olaf oleg olga oliver olivia olivier omar oscar oskar otto owen pablo pamela paola paolo pascal patrice
    patricia patrick patrik paul paula paulo pavel pedro peggy penelope penny peter petra phil philip philipp philippe
    phillip phoebe pier pierre pietro pilar priscilla priya rachel rafael raffaele raffaella rainer ralf ralph ramesh
    ramon ramona randall randy raphael raquel rashid raul ravi ray raymond rebecca regina reginald reinhard rene
    renata renato rhett ricardo riccardo richard rick ricky rita rob robert roberta roberto robin rocco rodney rodrigo
    roger roland rolf roman romano romeo ron ronald rosa rosalie rosario rose rosemary ross roy ruben rudolf rudolph
    rupert russell ruth ryan sabine sabrina sally salvador salvatore sam samantha samir samuel sandra sandro sandy
    sanjay sara sarah satya saul scott sean sebastian sebastiano selena serena serge sergei sergey sergio seth shannon
    sharon shaun shawn sheila shelley shirley sibylle sidney siegfried silvia silvio simon simona simone sofia sonia
    sonja sophia sophie stacey stan stanislav stanley stefan stefania stefano steffen stella stephan stephane
    stephanie stephen steve steven stewart stuart sue sundar susan susana susanna susanne suzanne sven svetlana sylvia
    sylvie tamara tania tanja tanya tara tatiana taylor ted teresa terence teresa terry theo theodor theodore theresa
    therese thierry thomas thorsten tiffany tim timothy tina tobias todd tom tomas tommaso tommy toni tony torsten
    tracy travis trevor tristan tyler ugo ulrich umberto urs ursula ute uwe valentin valentina valeria valerie valerio
    vanessa vera verena veronica vicente victor victoria vijay viktor vincent vincenzo viola violet virginie vitali
    vittoria vittorio vivian vladimir volodymyr walter wanda warren wayne wendy werner wilfried wilhelm will willem
    william willy winston wolfgang xavier xi yasmin yolanda yuri yusuf yves yvonne zachary zoe
    """
)


@functools.cache
def places() -> frozenset[str]:
    """Names of countries, regions, cities and waters in five languages, as `plain_form`."""
    names = {name.strip() for name in _PLACES.replace("\n", "|").split("|") if name.strip()}
    for language in LANGUAGES:
        locale = Locale(language)
        names |= {_QUALIFIED.sub("", name) for code, name in locale.territories.items() if code not in _NO_PLACES}
        # The example cities of the time zones: some 400, in the language's own spelling.
        names |= {zone["city"] for zone in locale.time_zones.values() if "city" in zone and "," not in zone["city"]}
    return frozenset(plain_form(name) for name in names if len(name) > 1)


@functools.cache
def _territories() -> dict[str, str]:
    """The two-letter code of a country or territory by its names, as `plain_form`."""
    codes = {plain_form(name): code for code, names in _SHORT.items() for name in names.split("|")}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code.isalpha() and code not in _NO_PLACES:
                codes.setdefault(plain_form(_QUALIFIED.sub("", name)), code)
    return codes


def territory(name: str) -> str | None:
    """The ISO 3166 code of the country that *name* means, in five languages: `U.S.` and `Stati Uniti` are both US."""
    return _territories().get(plain_form(name))


def territory_name(code: str, language: str) -> str:
    """The name of a territory in *language*, in English where that has no word lists here."""
    base = language.partition("-")[0]
    return _QUALIFIED.sub("", Locale(base if base in LANGUAGES else "en").territories[code])


def is_given_name(word: str) -> bool:
    """Whether *word* is a person's given name more often than anything else."""
    return plain_form(word) in _GIVEN_NAMES
