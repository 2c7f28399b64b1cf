# Het rapport op papier voor wie verantwoordelijk is voor een afdeling.
report-title = { $unit }: { $survey }, { $month }
report-running = { $unit } · { $survey } · { $month }
report-subtitle = { $survey } · { $month }
report-page = pagina { $page } van { $pages }
report-asked = Antwoorden kon van { $opens } tot en met { $closes }

report-in-short = In het kort
report-scale = op een schaal van 0 tot 100; hoger is beter
report-answered = { $answered } mensen hebben geantwoord.
report-true-level = Door toeval kan het cijfer van deze ronde ook elk getal tussen { $low } en { $high } zijn (95%).
report-level-now = Alle rondes samen bekeken is het niveau nu ongeveer { $level } ({ $low }–{ $high }).
report-level-then = In { $month } was dat ongeveer { $level } ({ $low }–{ $high }).
report-no-score = Te weinig mensen hebben genoeg uitspraken beantwoord om een score te geven.
report-subjects = De score en de onderwerpen. Bij meerdere vergelijkingen laat toeval soms al een verschil zien:
report-subject = Onderwerp
report-answered-column = Antwoorden
report-figure-column = Cijfer, 0–100
report-change-column = Sinds de vorige ronde
report-pointed = Van de vertrouwenspersoon
report-pointed-lead = { $adviser } voegt dit aan het rapport toe:
report-not-said = Wat dit niet zegt
report-not-said-why = Waarom het zo is, en wie wat vindt. Het eerste hoor je alleen in een gesprek met de mensen zelf; het tweede staat hier nergens in.
report-not-said-rank = Of het goed genoeg is, of beter dan elders. Er is geen norm en geen ranglijst, en een verschil van een paar punten kan toeval zijn.

report-hidden-title = Te weinig antwoorden in deze ronde
report-hidden-unit = Over { $unit } worden in deze ronde geen cijfers getoond.
report-hidden-meaning = Dat zegt niets over hoe veilig mensen zich hier voelen. Antwoorden is vrijwillig, en er zijn veel gewone redenen om het niet te doen: verlof, een drukke maand, een klein team.
report-hidden-around = Gegeven antwoorden zijn niet verloren: waar dat veilig kan, tellen ze mee in de cijfers van een groter geheel.
report-hidden-ask = Vraag alsjeblieft niet rond wie er heeft geantwoord. Blijven cijfers meerdere rondes uit, dan kan de beheerder kleine teams samennemen voordat de volgende ronde opengaat.

report-trend = Door de tijd
report-trend-how = Elk punt is één ronde. Een lijn met twee banden eromheen is het niveau over alle rondes; anders staat om elk punt de bandbreedte van die ronde. Waar het gearceerd is, waren er te weinig antwoorden. Kijk naar het verloop over meerdere rondes: één stap omhoog of omlaag is meestal toeval.
report-trend-none = Er is nog geen verloop te zien: daar is meer dan één ronde voor nodig.

report-inside = Naast elkaar
report-inside-how = Op naam: dit is geen ranglijst. Deze cijfers zijn niet gemaakt om afdelingen met elkaar te vergelijken: overlappen bandbreedtes, lees er dan geen verschil in, en ook waar dat niet zo is kan het toeval zijn.

report-statements = Uitspraak voor uitspraak
report-statement = Uitspraak
report-shares-note = Vanaf tien antwoorden staan van een uitspraak de twee uiteinden er: gunstig (4 en 5 op de schaal) en ongunstig (1 en 2), in stappen van tien procent, of vijf vanaf vijftig antwoorden. De rest koos het midden.
report-means-note = Bij minder dan tien antwoorden staat een uitspraak er als gemiddelde op de schaal van 1 tot 5, omdat percentages van zo weinig antwoorden naar iemand zouden kunnen wijzen.
report-turned-note = Waar “omgedraaid” staat, is ermee eens zijn het ongunstige antwoord. Die antwoorden worden omgedraaid voordat ze tellen, zodat hoger overal beter is en gunstig overal gunstig.
report-turned = omgedraaid: ‘oneens’ is hier gunstig
report-mean = Gemiddelde, 1–5
report-favourable = Gunstig
report-neutral = Neutraal
report-rest = de rest
report-unfavourable = Ongunstig

report-how = Hoe je dit leest
report-how-score = De score
report-how-score-made = Elk antwoord is een punt van 1 tot 5. Iemands score is het gemiddelde van de gegeven antwoorden, als dat minstens de helft van de uitspraken is; de score van een afdeling is het gemiddelde daarvan.
report-how-score-scale = Die staat er van 0 (op alles het ongunstigste antwoord) tot 100 (op alles het gunstigste). Het is geen percentage en geen rapportcijfer.
report-how-range = De bandbreedte
report-how-range-made = Bij weinig mensen beweegt een cijfer door toeval: wie er toevallig antwoordde, wat voor maand het was. De bandbreedte laat zien hoever. Zo gemaakt bevatten 19 van de 20 bandbreedtes wat de mensen van de afdeling werkelijk ervaren.
report-how-range-read = Hoe minder antwoorden, hoe breder de band. Houd elke waarde daarbinnen voor mogelijk.
report-how-hidden = Waarom er iets ontbreekt
report-how-hidden-threshold = Geen cijfer wordt gemaakt van minder dan { $threshold } antwoorden. Soms blijft er ook een ander weg, omdat het eerste daaruit af te leiden zou zijn.
report-how-hidden-bands = Om dezelfde reden staat het aantal antwoorden er als band. Wat hier ontbreekt, ontbreekt overal, voor iedereen.
report-how-steps = Hoe precies het is
report-how-steps-rounded = Bij minder dan tien antwoorden zijn gemiddelden afgerond op kwarten van een punt op de schaal van 1 tot 5, vanaf tien op tienden. Op de schaal van 0 tot 100 zijn dat stappen van ongeveer 6 en van 2,5.
report-how-steps-ends = Onder 1,5 en boven 4,5 (13 en 88 op de schaal van 0 tot 100) staat er geen preciezer cijfer, en bij delen onder 15% of vanaf 85% ook niet: waar iedereen het eens is, zou een cijfer elk antwoord verraden.
report-how-change = Verschillen
report-how-change-team = In een team van 6 tot 15 mensen is een verschil van minder dan ongeveer 12 tot 18 punten in één maand op zichzelf geen bewijs.
report-how-change-look = Meerdere rondes in dezelfde richting zeggen meer dan één grote stap. Wat aan een verandering voorafging, hoeft de oorzaak niet te zijn.
report-how-claims = Wat de uitspraken wel en niet laten zien
report-how-not = Wat dit niet is
report-how-not-inventory = Het is geen inventarisatie van psychosociale arbeidsbelasting (PSA) zoals de RI&E die vraagt, en geen plek om te melden wat iemand is overkomen.
report-how-not-review = Het is geen beoordeling van iemands werk: niet van een leidinggevende, niet van een team. Gebruik het er ook niet voor.
report-how-talk = Wat je kunt doen
report-how-talk-team = Laat het zien aan de mensen over wie het gaat. Vraag wat ze herkennen, spreek één ding af om te proberen, en kom er na de volgende ronde op terug.
report-how-talk-nobody = Zoek niet naar wie wat heeft geantwoord. Wie zich gevonden voelt, antwoordt niet meer open.

report-adviser = De vertrouwenspersoon
report-adviser-why = Iedereen kan er in vertrouwen terecht. Jij ook, ook over dit rapport.
report-adviser-phone = Telefoon: { $phone }
report-adviser-email = E-mail: { $email }
report-adviser-hours = Bereikbaar: { $hours }
