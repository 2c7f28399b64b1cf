# De pagina achter de link onder aan een mail: de mails stoppen, en weer laten beginnen.
opt-out-title = Stop deze mails
opt-out-lead = Je krijgt van { $organisation } mails over hoe het in je team gaat: de vraag om te antwoorden, herinneringen daaraan, en een bericht als er uitkomsten zijn. Zet het vinkje en druk op de knop, dan stoppen ze allemaal.
opt-out-sure = Ja, stuur mij deze mails niet meer
opt-out-unsure = Zet eerst het vinkje. Ook programma’s die e-mail controleren drukken op knoppen, en die mogen je mails niet voor je stopzetten.
opt-out-meaning-title = Wat dat betekent
opt-out-no-more = Je krijgt geen uitnodigingen, herinneringen en mails over uitkomsten meer, en dus ook geen link om te antwoorden. Heb je ook een account om in te loggen, dan blijven de mails daarvoor wel komen.
opt-out-nobody = Polsslag laat aan niemand zien dat je gestopt bent: je leidinggevende niet, de vertrouwenspersoon niet en de beheerder niet. In de database staat alleen een code, en zonder een sleutelbestand van de server kan niemand zien dat die bij jou hoort. Alleen wie de mailserver beheert, zou daar kunnen zien dat er geen mail naar je toe ging.
opt-out-counted = Je telt nog steeds mee als uitgenodigd, net als iedereen in je team. Van wie niet antwoordt, weet niemand of die nog mails krijgt.
opt-out-back = Je kunt terugkomen: bewaar de link van deze pagina, dan krijg je de mails met één klik weer.
opt-out-stopped-title = Je krijgt geen mails meer
opt-out-stopped = Vanaf nu gaan er geen uitnodigingen, herinneringen en mails over uitkomsten meer naar je toe. Een mail die al onderweg is, kan nog aankomen.
opt-out-again-why = Wil je toch weer meedoen? Met deze knop krijg je weer mails, vanaf de eerstvolgende.
opt-out-started = Je krijgt weer mails, vanaf de eerstvolgende.
opt-out-again = Stuur mij weer mails
error-opt-out-title = Deze link werkt niet
error-opt-out = Hij klopt niet of is niet compleet. Kopieer de hele link uit de mail, of vraag het de vertrouwenspersoon.
