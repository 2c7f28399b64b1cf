# De mails na het vrijgeven: rapporten voor leidinggevenden, en voor iedereen waar de uitkomsten staan. Zonder cijfers.
reports-letter-subject-one = { $title }: het rapport van { $month } over { $unit }
reports-letter-subject-many = { $title }: je { $count } rapporten van { $month }
reports-letter-told = Er zijn uitkomsten van ‘{ $title }’, de uitspraken die { $organisation } in { $month } aan iedereen heeft voorgelegd. Jij bent verantwoordelijk voor:
reports-letter-noted = { $unit } (met een toelichting van { $adviser })
reports-letter-attached-one = Het rapport zit als pdf bij deze mail, om te lezen, te printen en te bewaren. Open je liever geen bijlage? Log in zoals je gewend bent: het staat onder Rapporten.
reports-letter-attached-many = De rapporten zitten als pdf bij deze mail, één per afdeling, om te lezen, te printen en te bewaren. Open je liever geen bijlagen? Log in zoals je gewend bent: ze staan onder Rapporten.
reports-letter-linked = Hun rapporten lees en download je nadat je hebt ingelogd.
reports-letter-button = Lees de rapporten
reports-letter-purpose = Cijfers zijn een aanleiding om met mensen te praten over wat ze nodig hebben, niet om ze te beoordelen. Probeer niet te achterhalen wie wat heeft geantwoord: dat is er niet uit te halen, en alleen al het vragen maakt het minder veilig om eerlijk te antwoorden. Waar te weinig mensen antwoordden staat geen cijfer, en dat zegt niets over het team.
reports-letter-adviser = Heb je een vraag, of wil je dat gesprek samen voorbereiden? De vertrouwenspersoon is { $name }.
reports-letter-account = Je krijgt deze mail omdat je in Polsslag verantwoordelijk bent voor deze afdelingen, met het account ‘{ $account }’. Klopt dat niet meer? Laat het weten aan { $who }.
results-letter-subject = { $title }: de uitkomsten van { $month } zijn er
results-letter-told = De uitkomsten van { $unit } zijn er. Ze gaan over ‘{ $title }’: de uitspraken die { $organisation } in { $month } aan iedereen heeft voorgelegd.
results-letter-button = Lees de uitkomsten
results-letter-shown = Je ziet wat er over { $unit } gepubliceerd is. Antwoordden daar te weinig mensen, dan staat er geen cijfer, zodat niemand erin te herkennen is; dat staat er dan bij.
results-letter-same = Iedereen van { $unit } krijgt deze mail, met dezelfde tekst en dezelfde link, of je nu hebt geantwoord of niet. Aan de link is niet te zien wie hem opent.
results-letter-adviser = Zit je iets dwars? Je kunt in vertrouwen praten met { $name }, de vertrouwenspersoon.
