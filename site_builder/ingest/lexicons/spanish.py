"""Spanish words."""

from __future__ import annotations

from site_builder.ingest.lexicons.value import Lexicon
from site_builder.ingest.lexicons.words import kinds, word_set

SPANISH = Lexicon(
    language="es",
    function_words=word_set(
        """
        el la lo los las un una unos unas de del a al en con por para sin sobre entre hacia hasta desde según durante
        mediante contra ante bajo tras y e o u ni pero sino aunque porque pues que si como cuando donde mientras
        además también tampoco sin_embargo yo tú él ella ello nosotros vosotros ellos ellas usted ustedes me te se nos
        os le les mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta esto estos estas ese esa eso esos
        esas aquel aquella aquello aquellos aquellas quien quienes cual cuales cuyo cuya qué quién cuál cómo cuándo
        dónde todo toda todos todas cada algún alguno alguna algunos algunas ningún ninguno ninguna otro otra otros
        otras mucho mucha muchos muchas poco poca pocos pocas más menos tan tanto tanta tantos tantas mismo misma
        mismos mismas ambos es son era eran fue fueron será serán sea sean ser sido está están estaba estaban estar ha
        han he hemos había habían haber hay hubo habrá tiene tienen tenía tener puede pueden podría podrían debe deben
        hace hacer hecho va van no sí ya aún todavía siempre nunca hoy ayer mañana ahora luego después antes aquí allí
        así muy solo sólo casi primer primero primera segundo segunda tercer tercero último última
        """
    ),
    openers=word_set(
        """
        recientemente actualmente finalmente posteriormente anteriormente asimismo mientras además según tras durante
        desde gracias investigadores expertos analistas funcionarios autoridades policía gobierno ministro ministra
        presidente presidenta alcalde director portavoz fundador profesor abogado juez fiscalía tribunal empresa
        empresas compañía compañías grupo banco bancos mercado mercados usuarios clientes trabajadores empleados
        ciudadanos vecinos testigos víctimas estudiantes médicos científicos periodistas políticos líderes ley leyes
        acuerdo noticia noticias fuente fuentes informe estudio encuesta dos tres cuatro cinco seis siete ocho nueve
        diez cien mil millones nacido nacida fundada fundado lanzado anunciado publicado actualizado lea vea escuche
        siga suscríbete comparte foto imagen vídeo video artículo mundo país países ciudad estado año años mes meses
        semana semanas día días hora parte caso casos hecho punto ejemplo problema resultado nuevo nueva nuevos nuevas
        gran grandes señor señora
        """
    ),
    leaning=word_set(
        """
            él ella ello ellos ellas esto eso este esta estos estas ese esa así entonces pero y además también luego
            sin_embargo ambos tal
            """
    ),
    connectives=frozenset(
        {
            "sin embargo",
            "además",
            "por lo tanto",
            "por tanto",
            "así",
            "asimismo",
            "pero",
            "al mismo tiempo",
            "por ejemplo",
            "en cambio",
            "no obstante",
            "mientras tanto",
        }
    ),
    abbreviations=word_set(
        """
            sr sra srta sres dr dra d dña prof lic ing gral cnel av avda c pág págs p pp n núm cf art vol cap tel ej
            vs ene feb mar abr jun jul ago sep sept oct nov dic lun mié jue vie sáb dom
            """
    ),
    closing_abbreviations=word_set("s.a s.l etc ee.uu a.c d.c u.e"),
    joiners=word_set("de del la las los el para"),
    particles=word_set("de del la las los y von van der da dos"),
    articles=word_set("el la los las un una su sus este esta"),
    titles=word_set(
        """
        señor señora don doña sr sra dr dra doctor doctora profesor profesora presidente presidenta vicepresidente
        vicepresidenta ministro ministra primer secretario secretaria senador senadora diputado diputada alcalde
        alcaldesa gobernador gobernadora canciller embajador embajadora rey reina príncipe princesa papa cardenal
        obispo arzobispo padre san santa santo general coronel capitán teniente almirante juez jueza fiscal comisario
        director directora ceo fundador fundadora cofundador ex
        """
    ),
    roles=word_set(
        """
        fundador fundadora cofundador cofundadora ceo presidente presidenta vicepresidente ministro ministra
        secretario secretaria senador senadora diputado diputada alcalde alcaldesa gobernador canciller líder jefe
        jefa candidato candidata abogado abogada juez jueza fiscal profesor profesora investigador investigadora
        científico científica economista historiador analista ingeniero ingeniera arquitecto médico médica estudiante
        experto experta activista periodista director directora editor editora escritor escritora autor autora poeta
        actor actriz cantante músico rapero compositor artista pintor fotógrafo cineasta productor productora bailarín
        futbolista jugador jugadora delantero defensa portero entrenador entrenadora piloto ciclista tenista
        multimillonario empresario empresaria inversor portavoz ejecutivo ejecutiva empleado rey reina papa cardenal
        obispo general coronel soldado esposa esposo hijo hija hermano hermana padre madre amigo colega
        """
    ),
    nouns=kinds(
        organisation="""
            empresa empresas compañía compañías grupo grupos gigante gigantes startup multinacional firma fabricante
            fabricantes proveedor operador operadora editorial rival rivales competidor competidores banco bancos
            sello emisora medio medios diario periódico revista semanario agencia agencias red cadena sindicato
            sindicatos unión asociación federación instituto fundación ong universidad hospital ministerio
            departamento autoridad comisión comité consejo partido partidos equipo equipos club banda tribunal
            parlamento división unidad marca laboratorio consorcio coalición filial propietaria matriz desarrolladora
            """,
        product="""
            app aplicación aplicaciones plataforma plataformas herramienta herramientas chatbot modelo modelos
            software servicio servicios producto productos sistema sistemas dispositivo teléfono móvil coche vehículo
            dron cohete robot chip procesador navegador asistente generador algoritmo sitio versión fármaco vacuna
            misil avión criptomoneda
            """,
        place="""
            ciudad país países región provincia municipio pueblo barrio estado isla islas río lago monte mar valle
            desierto calle plaza capital puerto aeropuerto península república reino condado
            """,
        law="ley leyes decreto reglamento directiva tratado acuerdo constitución norma",
        event="""
            festival conferencia cumbre campeonato torneo copa guerra batalla elecciones ceremonia premio carrera
            feria terremoto huracán referéndum exposición
            """,
        work="""
            película libro novela álbum disco canción sencillo serie programa documental obra musical cuadro podcast
            poema ensayo videojuego juego
            """,
    ),
    rivals=word_set("rival rivales competidor competidores cliente clientes inversor"),
    makers=word_set("propietaria fabricante fabricantes proveedor operador operadora desarrolladora matriz filial"),
    owned=word_set(
        """
            ceo presidente director fundador consejo empleados trabajadores portavoz acciones participación ingresos
            beneficios sede oficinas web clientes usuarios filial división inversores accionistas productos servicios
            modelos tecnología directivos
            """
    ),
    heads=kinds(
        organisation="""
            s.a sa s.l inc corp ltd group grupo holding sociedad compañía banco universidad instituto escuela academia
            asociación federación unión liga consejo comité comisión agencia autoridad ministerio departamento oficina
            corte tribunal audiencia parlamento congreso senado cámara partido movimiento frente ejército policía
            guardia club real museo hospital fundación fondo centro teatro orquesta iglesia confederación alianza
            coalición organización times news radio televisión naciones diario
            """,
        place="""
            ciudad provincia región isla islas lago monte sierra mar golfo valle río calle avenida plaza puente
            aeropuerto estación puerto palacio castillo estadio parque costa cabo san santa república reino
            """,
        law="ley decreto tratado constitución directiva reglamento código",
        event="""
            guerra juegos copa campeonato festival premio día cumbre conferencia expo revolución mundial eurocopa
            vuelta
            """,
    ),
    said=word_set(
        """
        dijo dice dicen dicho añadió añade explicó explica declaró declara afirmó afirma escribió escribe anunció
        anuncia señaló señala comentó comenta recordó recuerda concluyó concluye sostuvo sostiene aseguró asegura
        indicó indica respondió responde advirtió advierte precisó agregó manifestó admitió confirmó insistió subrayó
        destacó
        """
    ),
    naming=word_set("llamado llamada llamados denominado denominada titulado titulada apodado bautizado conocido"),
    including=word_set("como incluyendo incluidos incluidas incluida incluido"),
    of=word_set("de del tras"),
    within=word_set("en"),
    relative_persons=word_set("quien quienes"),
    demonyms=word_set(
        """
            español españoles francés franceses alemán alemanes inglés ingleses chino chinos japonés americano
            americanos estadounidense estadounidenses europeo europeos mexicano mexicanos argentino argentinos
            """
    ),
    concepts=word_set(
        """
        ia ai llm ceo pib iva tv dvd cd pc gps gpu cpu api sdk url html pdf sms wifi wi-fi vr 3d 5g 4g iot id faq
        covid covid-19 adn arn vih sida nft h gmt cet internet web dios navidad pascua biblia tierra luna sol norte
        sur este oeste foto video ii iii iv vi vii viii ix xi xii xx xxi estado gobierno pyme pymes
        """
    ),
    definite=word_set(
        """
        el la los las del al
        """
    ),
    auxiliaries=word_set("ha había es era fue será tiene"),
    copulas=word_set("es son era eran fue fueron será sigue"),
    future=word_set("será serán próximo próxima previsto prevista mañana hasta comenzará celebrará"),
    said_heading="Qué dice el artículo",
)
