# De pagina achter de link onder aan een brief: de brieven stoppen, en weer laten beginnen.
opt-out-title = De brieven stoppen
opt-out-lead = Je krijgt van { $organisation } brieven met de vraag hoe veilig je je voelt om je uit te spreken in je team, herinneringen, en brieven over de uitkomsten. Zet het vinkje en druk op de knop, dan stoppen ze allemaal.
opt-out-sure = Ja, stuur mij deze brieven niet meer
opt-out-unsure = Zet eerst het vinkje. Ook programma’s die e-mail controleren drukken op knoppen, en die mogen je brieven niet voor je stopzetten.
opt-out-meaning-title = Wat dat betekent
opt-out-no-more = Je krijgt geen uitnodigingen, herinneringen en brieven over uitkomsten meer, en dus ook geen link om te antwoorden.
opt-out-nobody = Polsslag laat aan niemand zien dat je gestopt bent: je leidinggevende niet, de vertrouwenspersoon niet en de beheerder niet. Het wordt bewaard als een kenmerk; zonder een sleutelbestand op de server is niet te zien dat het van jou is. Alleen wie de mailserver beheert, zou daar kunnen zien dat er geen brief naar je toe ging.
opt-out-counted = Je telt nog steeds mee als uitgenodigd, net als iedereen in je team. Van wie niet antwoordt, weet niemand of die nog brieven krijgt.
opt-out-back = Je kunt terugkomen: bewaar de link van deze pagina, dan krijg je de brieven met één klik weer.
opt-out-stopped-title = Je krijgt geen brieven meer
opt-out-stopped = Vanaf nu gaan er geen uitnodigingen, herinneringen en brieven over uitkomsten meer naar je toe. Een brief die al onderweg is, kan nog aankomen.
opt-out-again-why = Wil je toch weer meedoen? Met deze knop krijg je weer brieven, vanaf de eerstvolgende.
opt-out-started = Je krijgt weer mail van ons, vanaf de volgende keer.
opt-out-again = Stuur mij weer brieven
error-opt-out-title = Deze link werkt niet
error-opt-out = Hij is niet compleet. Kopieer de hele link uit de brief, of vraag het de vertrouwenspersoon.
