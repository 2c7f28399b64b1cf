# Het rapport op papier over de hele organisatie, voor het managementteam.
organisation-title = { $organisation }, de hele organisatie: { $survey }, { $month }
organisation-running = { $organisation }, de hele organisatie · { $survey } · { $month }
organisation-above = Rapport over de hele organisatie

organisation-signals = Waar één team opvalt
organisation-signals-where = Dit rapport wijst geen teams aan. De cijfers van teams staan wel op de volgende bladzijde; een cijfer dat afwijkt is nog geen bevinding. Valt er in een team iets op, dan kijkt eerst de vertrouwenspersoon ernaar, en bespreekt het met de mensen om wie het gaat. Een deel van wat opvalt is toeval, en een team waarover anderen praten voordat iemand met het team zelf heeft gesproken, antwoordt niet meer open. Vraag de vertrouwenspersoon wat de organisatie kan doen.

organisation-tree = Alle afdelingen in één oogopslag
organisation-tree-how = In de volgorde van de organisatie, nooit van de cijfers: dit is geen ranglijst. Hoe donkerder een vak, hoe hoger het cijfer, in stappen van twintig punten. Hoe kleiner een afdeling, hoe meer het cijfer door toeval beweegt; hoeveel, lees je in het rapport van die afdeling.
organisation-tree-left = { $levels ->
    [one] Op deze pagina’s past één niveau onder de organisatie
   *[other] Op deze pagina’s passen { $levels } niveaus onder de organisatie
}. { $count ->
    [one] 1 afdeling daaronder staat
   *[other] { $count } afdelingen daaronder staan
} in de rapporten van de afdelingen erboven.

organisation-funnel = Wat toeval verklaart
organisation-funnel-outside = Buiten de lijnen liggen is geen oordeel: er kan iets anders spelen dan toeval, en wat, vertelt alleen een gesprek. Zelfs van duizend teams die helemaal niet verschillen, liggen er twee buiten de doorgetrokken lijnen. De namen staan er daarom niet bij; zoek ze ook niet op.

organisation-response = Wie er meedeed
organisation-response-how = Het deel van alle uitgenodigde mensen, de nieuwste ronde bovenaan, in stappen van vijf procent. Het staat er vanaf honderd mensen en vijftig antwoorden: bij minder zou het naar losse mensen kunnen wijzen. Meedoen is vrijwillig, en dat er minder mensen antwoorden kan veel gewone redenen hebben.
organisation-response-unknown = te weinig om iets te zeggen

organisation-actions-lead = Wat er is opgeschreven voor de hele organisatie en voor afdelingen. Wat in een afdeling gebeurt, telt ook voor alles wat eronder valt.
organisation-actions-empty = Er is nog geen actie opgeschreven. Mensen blijven antwoorden zolang ze zien dat er iets mee gebeurt: spreek voor de hele organisatie één ding af, en laat de vertrouwenspersoon het opschrijven.

organisation-technical = Technische toelichting
organisation-technical-why = Voor wie de cijfers wil nagaan. Over één team staat hier niets.
organisation-icc1 = ICC(1)
organisation-icc2 = ICC(2)
organisation-f = F
organisation-variance = Variantie binnen (σ²)
organisation-alpha-source = Cronbach (1951); interval: Feldt (1965)
organisation-icc-source = Bliese (2000)
organisation-f-what = F: hoe ver de gemiddelden van teams uiteen liggen, als veelvoud van wat toeval bij teams van deze grootte al doet. Ongeveer 1 als teams niet verschillen.
organisation-f-source = Variantieanalyse: Searle, Casella en McCulloch (1992)
organisation-agreement-source = r*wg(J): Lindell, Brandt en Whitney (1999)
organisation-between-source = DerSimonian en Laird (1986)
organisation-within-source = Zoals bij deze ronde gepubliceerd
organisation-variance-what = Variantie binnen: het kwadraat van de spreiding binnen teams. De bandbreedtes in dit rapport leunen erop, des te meer naarmate er minder antwoorden zijn.
organisation-variance-source = Smyth (2004)
organisation-retest-source = Uit de gemiddelden van teams in twee rondes na elkaar; 0,5 zolang er nog geen veertig zulke paren zijn, en nooit meer dan 0,7
organisation-coverage = Dekking
organisation-coverage-what = Een afdeling is te zien als het cijfer steunt op minstens { $percent }% van de antwoorden die daar zijn gegeven.
organisation-versions = Formules
organisation-versions-what = Cijfers volgens versie { $figures }, veranderingen en niveaus volgens versie { $analysis }.
organisation-verify = Nagaan
organisation-verify-what = De opdracht “polsslag export --format json” schrijft elk gepubliceerd cijfer van ronde { $wave } op, met de regels waarmee het is gemaakt. Wie dat bestand heeft, kan de bandbreedtes en veranderingen narekenen.
