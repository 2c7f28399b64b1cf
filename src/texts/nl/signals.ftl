# Wat opvalt: op het overzicht, op de pagina van een afdeling, en hoe het is berekend.
signals = Signalen
signals-lead = In deze afdelingen valt iets op. Een signaal is een reden voor een gesprek, geen oordeel: het zegt dat er iets veranderd lijkt, niet waarom, en soms is het toeval. Ze staan op volgorde van de afdelingen.
signals-empty = Geen signalen: niets steekt boven toeval uit. Dat betekent niet dat er niets speelt: kleine of langzame veranderingen blijven onzichtbaar, net als wat mensen niet opschrijven.
signals-begin = Een verandering wordt pas een signaal als een team in vijf rondes te zien was: eerder is er geen vroeger niveau om het mee te vergelijken.
signals-lists = Wat opvalt
signals-all = { $count ->
    [one] 1 signaal
   *[other] { $count } signalen
}
signals-others = { $count ->
    [one] 1 afdeling verbeterd of anders
   *[other] { $count } afdelingen verbeterd of anders
}
signals-others-empty = Verder steekt in deze ronde niets boven toeval uit.
signals-method = Hoe dit is berekend
signals-different-lead = In deze teams is deze ronde anders dan eerdere. Het kan overgaan: een verandering die blijft, wordt een signaal of een verbetering.

signal-amber = Een gesprek waard
signal-red = Binnenkort een gesprek waard
signal-rose = Verbeterd
signal-divided = De meningen zijn verdeeld
signal-silent = Minder mensen antwoorden
signal-differs = Anders
signal-change = { $size } dan het eigen eerdere niveau van het team, sinds { $since } (waarschijnlijk { $range }).
signal-flagged = Voor het eerst gemeld in { $flagged }.
signal-divided-what = De antwoorden in dit team liggen verder uiteen dan bij zo'n score gebruikelijk is.
signal-silent-what = Sinds { $since } doen hier minder mensen mee dan gebruikelijk. Daar zijn veel gewone redenen voor.
signal-differs-score = De score verschilt van het eigen eerdere niveau van het team.
signal-differs-items = { $count ->
    [one] 1 uitspraak verschilt van eerder; die staat op de pagina van het team.
   *[other] { $count } uitspraken verschillen van eerder; die staan op de pagina van het team.
}
signal-noted = Genoteerd in { $month }: { $note }

# Grootte en bandbreedte, in punten van 0 tot 100.
signal-lower = { $count ->
    [one] Ongeveer 1 punt lager
   *[other] Ongeveer { $count } punten lager
}
signal-higher = { $count ->
    [one] Ongeveer 1 punt hoger
   *[other] Ongeveer { $count } punten hoger
}
signal-range-lower = { $near } tot { $far } lager
signal-range-higher = { $near } tot { $far } hoger
signal-range-across = van { $lower } lager tot { $higher } hoger

claim-fall = Van tien dalingen die gemeld worden, zijn er naar verwachting ongeveer { $amber } toeval; van tien waar ‘binnenkort een gesprek waard’ bij staat, ongeveer { $red }. De marge van een daling is waarschijnlijk, niet zeker: bij ongeveer een op de vier ligt het echte verschil erbuiten.
claim-silent = Van tien signalen dat minder mensen antwoorden, zijn er naar verwachting ongeveer { $count } toeval.
claim-divided = Van honderd teams waar de meningen niet verdeeld zijn, staat er door toeval bij ongeveer { $count } toch dat ze verdeeld zijn.
claim-rose = Verbeteringen worden gevonden met dezelfde regel als dalingen, dus toeval geeft er ongeveer evenveel.
claim-differs = Van tien rondes waarin niets gebeurt, zijn er naar verwachting een of twee waarin een team door toeval ‘anders’ wordt genoemd; van vijftig is er ongeveer een waarin dat met een uitspraak gebeurt.

standing-title = Wat opvalt
standing-nothing = Niets steekt boven toeval uit. Dat betekent niet dat er niets speelt.
standing-teams = Signalen van een verandering gaan over teams, de kleinste afdelingen die te zien zijn. Die van de teams in deze afdeling staan op het overzicht en op hun eigen pagina's.
standing-changes = Sinds de vorige ronde
standing-changes-chance = Bij een op de twintig van deze bandbreedtes ligt het echte verschil er door toeval buiten. Een verandering die blijft, zegt meer dan een die groot is.
standing-change = { $size } dan in { $since } (95%: { $range }).
standing-no-change = Geen duidelijk verschil met { $since } (95%: { $range }).
standing-no-change-yet = Nog niets om mee te vergelijken.
standing-items = Uitspraken die verschillen van eerder
standing-items-chance = Van vijftig rondes waarin niets gebeurt, is er naar verwachting ongeveer een waarin ergens een uitspraak door toeval genoemd wordt.
standing-item-lower = lager dan eerder: minder gunstig
standing-item-higher = hoger dan eerder: gunstiger
standing-beside = Naast de andere teams
standing-within = Niet verder van het gemiddelde van de { $teams } teams dan toeval alleen verklaart.
standing-lower = Lager dan je door toeval meestal ziet, vergeleken met de { $teams } teams. Van twintig teams die niet verschillen, ligt er een zo ver weg, hoger of lager.
standing-higher = Hoger dan je door toeval meestal ziet, vergeleken met de { $teams } teams. Van twintig teams die niet verschillen, ligt er een zo ver weg, hoger of lager.
standing-far-lower = Lager dan toeval alleen verklaart, vergeleken met de { $teams } teams.
standing-far-higher = Hoger dan toeval alleen verklaart, vergeleken met de { $teams } teams.
standing-shrunken = De schatting die rekening houdt met kleine aantallen is { $estimate } (95%: { $low } tot { $high }); het gemiddelde van alle teams is { $centre }.

handling-title = Dit signaal afhandelen
handling-why = Is erover gesproken? Schrijf het in een paar woorden op. Vanaf de volgende ronde wordt het team opnieuw gevolgd, vanaf het niveau dat het nu heeft: dezelfde daling wordt niet nog eens gemeld, een verdere daling wel.
handling-anew = Vanaf de volgende ronde wordt het team opnieuw gevolgd, vanaf het niveau dat het nu heeft.
handling-since = Sindsdien wordt het team gevolgd vanaf het niveau dat het toen had.
handling-note = Wat er is gedaan
handling-help = Eén regel van hooguit 120 tekens, zoals ‘met het team gesproken op 12 maart’. Schrijf geen antwoorden en geen namen op.
handling-keep = Markeer als afgehandeld
handling-change = Deze notitie wijzigen
handling-empty = Schrijf in een paar woorden op wat er is gedaan.
handling-long = Deze notitie is te lang: { $count } tekens, en er passen er hooguit 120 in. Maak haar hieronder korter.
handling-lines = Een notitie is één regel gewone tekst. Verbeter haar hieronder.
handling-moved-on = Er is intussen een nieuwere ronde gepubliceerd. Bekijk die eerst; wat je had getypt, staat hieronder nog.
handling-no-signal = Hier is geen signaal van een daling meer, dus er is niets bewaard.

method-lead = { $survey }, { $wave }. Veranderingen, niveaus en signalen zijn berekend uit de gepubliceerde cijfers en het aantal uitgenodigde mensen: afgerond, zoals ze op de pagina's staan. Antwoorden van mensen zijn er niet voor nodig. Alleen het signaal dat er minder mensen antwoorden, komt uit hoeveel er meededen.
method-empty = Voor deze ronde is nog niets berekend. Dat gebeurt als de ronde wordt gesloten en gepubliceerd.
method-figures = Wat de organisatie als geheel laat zien
method-figures-why = Of een team opvalt, hangt ervan af hoe ver teams toch al uiteen liggen. Dit zijn de cijfers daarachter, in punten van 0 tot 100.
method-centre = Gemiddelde van de teams, laatste jaar
method-between = Spreiding tussen teams (τ)
method-within = Spreiding binnen teams (σ)
method-retest = Geheugen (ρ)
method-phi = Verhouding (φ)
method-between-what = Spreiding tussen teams: de standaardafwijking van hun niveaus die toeval niet verklaart. Klein: teams lijken op elkaar. Er wordt met minstens 3 gerekend, zodat het eigen niveau van een team te leren is.
method-within-what = Spreiding binnen teams: hoe ver de scores van mensen in één team meestal uiteen liggen, als standaardafwijking.
method-retest-what = Geheugen: hoeveel iemands score lijkt op de eigen score van een maand eerder. 0 is helemaal niet, 1 is volledig. Het is geschat uit de gemiddelden van teams; er worden geen twee antwoorden aan elkaar gekoppeld.
method-phi-what = Verhouding: de spreiding die binnen teams gebruikelijk is, als deel van de grootste die bij dezelfde score mogelijk is. 0 is dat iedereen hetzelfde ervaart, 1 dat iedereen aan een van de twee uiteinden staat. Ligt een team daar ver boven, dan staat erbij dat de meningen verdeeld zijn.
method-usual = Zolang minder dan tien teams te zien waren, staan er gebruikelijke waarden voor wat uit deze teams nog niet blijkt.
method-scale = Schaal (S): teams liggen { $scale } keer zo ver van hun eerdere niveaus als toeval verklaart. Voor een signaal is evenzoveel meer nodig; de schaal telt nooit als minder dan 1.
method-together = Alle teams samen: { $size } dan in hun eerste halfjaar (95%: { $range }).
method-together-subtracted = Wat alle teams overkwam, telt niet als signaal van één team.
method-together-kept = Bij tien teams of minder gaat dit er niet af: een signaal van één team kan komen door wat alle teams overkwam.
method-alike = In deze ronde verschillen teams niet meetbaar: toeval verklaart alles wat ertussen ligt.
method-together-no = Alle teams samen: geen duidelijke verandering sinds hun eerste halfjaar (95%: { $range }).
method-quality = Hoe goed de vragenlijst meet
method-quality-why = Voor de organisatie als geheel; over één team is hier niets bekend.
method-quality-empty = Deze cijfers staan er vanaf vijftig antwoorden.
method-took-part = Ongeveer { $percent }% van alle mensen deed mee.
method-took-part-most = { $percent }% of meer van alle mensen deed mee.
method-alpha = Alfa (95%)
method-agreement = Overeenstemming
method-alpha-what = Alfa: of de uitspraken bij elkaar horen. Vanaf ongeveer 0,7 meten ze samen één ding; van twee of drie uitspraken wordt minder verwacht.
method-icc1-what = ICC(1): welk deel van de verschillen tussen mensen tussen teams ligt. In gewone organisaties ongeveer 0,1 tot 0,25. Een streepje: minder dan tien teams.
method-icc2-what = ICC(2): hoe betrouwbaar het gemiddelde van een team is, van 0 tot 1. Bij kleine teams is dat laag; daarom heeft elk gemiddelde een bandbreedte.
method-agreement-what = Overeenstemming: hoezeer mensen in één team hetzelfde antwoorden, in het middelste team; 1 als iedereen het eens is, 0 als de antwoorden net zo goed geloot hadden kunnen zijn.
method-rules = Hoe een signaal ontstaat
method-rule-fall = Een daling: elke ronde van een team wordt vergeleken met zijn eigen eerdere niveau. Kleine verschillen in dezelfde richting tellen op, en wat overgaat, vervaagt. Voorbij een eerste grens is dat een gesprek waard, voorbij een tweede binnenkort. Wat alle teams beweegt, gaat er eerst af, als er minstens tien andere zijn.
method-rule-divided = Verdeeld: over hooguit zes rondes liggen de antwoorden van een team van acht mensen of meer veel verder uiteen dan bij zo'n score gebruikelijk is.
method-rule-silent = Minder antwoorden: in een afdeling met minstens tien uitgenodigde mensen doen er minder mee dan eerder, langer dan toeval en het seizoen verklaren. Het wordt zonder getal gezegd, ook van afdelingen waarvan de cijfers verborgen zijn.
method-rule-differs = Anders: de score of een uitspraak ligt verder van eerdere rondes dan toeval verklaart. Omdat er veel worden bekeken, begrenst de regel hoeveel van de genoemde toeval zijn.
method-errors = Hoe vaak dit ernaast zit
method-errors-why = Geen regel die kleine teams vroeg ziet, heeft altijd gelijk. Deze aandelen zijn gemeten in verzonnen organisaties van ongeveer veertig teams, waarvan de waarheid bekend is en waarin een op de tien teams echt daalt. Bij tien teams of minder geeft wat alle teams overkomt meer signalen die niet van het team zelf zijn. Wie de server beheert, kan ze nameten met polsslag simulate.
method-errors-year = Honderd teams waarin niets gebeurt, geven in een jaar ongeveer { $count } valse signalen van een daling.
method-not = Wat niet wordt gezegd
method-not-cause = Waarom iets veranderde. Een verandering komt na een gebeurtenis, maar hoeft er niet van te komen.
method-not-safe = Of een team veilig of onveilig is. Er is geen norm en geen grenswaarde.
method-not-rank = Welk team het beste of het slechtste is. Er is geen ranglijst: de meeste verschillen tussen kleine teams zijn toeval.
method-not-person = Iets over één persoon: niet wie antwoordde, niet wat, en niet wie leidinggeeft.
method-not-silence = Dat alles goed is waar geen signaal is.
