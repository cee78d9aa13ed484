"""How far each family of cues reaches: a sentence, the word that carries the claim, and its status; frames aside."""

from __future__ import annotations

import pytest

from vedette.claims.english.status.modality import Commitment, read_commitment
from vedette.claims.text.language import parse

NEGATIONS = (
    ("The corvette has not left Baltiysk since Sunday.", "left", "denied"),
    ("The tankers are no longer moored at Banias.", "moored", "denied"),
    ("None of the four minesweepers sailed from Ghent.", "sailed", "denied"),
    ("Neither the carrier nor its escorts entered the Taiwan Strait.", "entered", "denied"),
    ("The frigate sailed without calling at Malta.", "calling", "denied"),
    ("The frigate sailed without calling at Malta.", "sailed", "asserted"),
    ("The convoy failed to reach Gao.", "reach", "denied"),
    ("The crew has yet to board the ship in Tuzla.", "board", "denied"),
    ("Ankara stopped short of sending a destroyer to Misrata.", "sending", "denied"),
    ("Berlin refused to send jets to Poland.", "send", "denied"),
    ("Delhi shelved plans to move the squadron to Leh.", "move", "denied"),
    ("The navy called off the visit to Cochin.", "visit", "denied"),
    ("Far from leaving Chad, the legionnaires dug in.", "leaving", "denied"),
    ("Under no circumstances did the boats cross the line.", "cross", "denied"),
    ("At no time did the drone enter Estonian airspace.", "enter", "denied"),
    ("Nobody has sailed from that port since the war.", "sailed", "denied"),
    ("No ship of the squadron has moved.", "moved", "denied"),
    ("The bombers never flew to Engels.", "flew", "denied"),
    ("The destroyer does not appear to have left Qingdao.", "left", "denied"),
    ("The brigade is not expected to return to Mali.", "return", "denied"),
    ("The general kept his promise not to move the tanks.", "move", "denied"),
    ("Instead of sailing to Odesa, the freighter anchored off Sulina.", "sailing", "denied"),
    ("Instead of sailing to Odesa, the freighter anchored off Sulina.", "anchored", "asserted"),
    ("Not only did the tanks leave Gori, they went by train.", "leave", "asserted"),
    ("No sooner had the tug left Naples than the fire broke out.", "left", "asserted"),
    ("No fewer than nine bombers landed at Mozdok.", "landed", "asserted"),
    ("The pilots did not hesitate to land at Goma.", "land", "asserted"),
    ("The ship did not fail to reach Aden.", "reach", "asserted"),
    ("No doubt the ships left Tartus at night.", "left", "asserted"),
    ("The frigate did not go to Brest but was towed to Toulon.", "go", "denied"),
    ("The frigate did not go to Brest but was towed to Toulon.", "towed", "asserted"),
    ("Not one of the five ferries has reached Lamu.", "reached", "denied"),
)
DENIALS = (
    ("Kinshasa denied that Rwandan troops had entered Bukavu.", "entered", "denied"),
    ("Khartoum rejected reports that it had let Iranian ships dock in Port Sudan.", "dock", "denied"),
    ("The ministry dismissed claims that its jets crossed the border.", "crossed", "denied"),
    ("The army ruled out a withdrawal from Kidal.", "withdrawal", "denied"),
    ("The report that marines had landed on Socotra was nonsense, the spokesman said.", "landed", "denied"),
    ("Reports that the base was evacuated are false.", "evacuated", "denied"),
    ("It is not true that ships left Cam Ranh.", "left", "denied"),
    ("Fact-checkers debunked footage of tanks entering Tbilisi.", "entering", "denied"),
    ("The claim that the regiment moved to Brest is a fabrication.", "moved", "denied"),
    ("Tehran called it propaganda that its tanker had fled Aden.", "fled", "denied"),
    ("Oslo did not deny that its frigate had shadowed the convoy.", "shadowed", "hedged"),
    ("The admiral would not rule out sending submarines to Norfolk.", "sending", "hedged"),
    ("Asmara no longer denies that its soldiers entered Tigray.", "entered", "asserted"),
    ("Paris does not dispute that its troops left Niamey.", "left", "asserted"),
    ("Chad accused Sudan of flying drones to Abeche, an accusation that Khartoum rejected.", "flying", "denied"),
    ("The ministry declined to explain why the tender had returned to Lorient.", "returned", "asserted"),
    ("It is not true, as the paper has it, that gunboats crossed to Goma.", "crossed", "denied"),
)
EVIDENCE = (
    ("Juba said rebels had sunk a barge and left Malakal, a claim for which it offered no proof.", "left", "unconfirmed"),
    ("There is no evidence that Chinese warships docked in Ream.", "docked", "unconfirmed"),
    ("There was no sign of a withdrawal from Gyumri.", "withdrawal", "unconfirmed"),
    ("AFP could not independently verify that the column reached Timbuktu.", "reached", "unconfirmed"),
    ("It has not been confirmed that the submarine surfaced off Rota.", "surfaced", "unconfirmed"),
    ("Unverified footage shows tanks crossing the Litani.", "crossing", "unconfirmed"),
    ("According to unconfirmed reports, two drones landed in Kassala.", "landed", "unconfirmed"),
    ("The report that jets left Hotan has yet to be confirmed.", "left", "unconfirmed"),
    ("The ministry would neither confirm nor deny that launchers had moved to Osipovichi.", "moved", "unconfirmed"),
    ("Marines were flown to Palawan, a claim that Manila has not confirmed.", "flown", "unconfirmed"),
    ("Two gunboats reportedly reached Bandar Abbas, but nobody could corroborate this.", "reached", "unconfirmed"),
    ("The ministry confirmed that launchers had moved to Osipovichi.", "moved", "asserted"),
)
QUESTIONS = (
    ("It is unclear whether the cruiser left Vladivostok.", "left", "unresolved"),
    ("Nobody knows where the yacht is heading.", "heading", "unresolved"),
    ("The army declined to say when the brigade would leave Gao.", "leave", "unresolved"),
    ("It remains to be seen if the carrier will enter the Gulf.", "enter", "unresolved"),
    ("Whether the ferry ever reached Aden is anyone's guess.", "reached", "unresolved"),
    ("Reporters asked if the marines were leaving Okinawa.", "leaving", "unresolved"),
    ("Where the crates will be unloaded has not been disclosed.", "unloaded", "unresolved"),
    ("The minister kept silent on how many jets had landed.", "landed", "unresolved"),
    ("Officials have not decided whether to send the corvette to Beirut.", "send", "unresolved"),
    ("Has the flotilla left Severomorsk?", "left", "unresolved"),
    ("Why did the flotilla leave Severomorsk?", "leave", "asserted"),
    ("The yard where the frigate is moored was bombed.", "moored", "asserted"),
)
CONDITIONS = (
    ("If the port closes, the ships will sail to Limassol.", "sail", "conditional"),
    ("If the port closes, the ships will sail to Limassol.", "closes", "conditional"),
    ("Unless Oman agrees, the tankers stay in Fujairah.", "stay", "conditional"),
    ("Should the truce fail, two brigades would move to Goma.", "move", "conditional"),
    ("Were Turkey to close the straits, the fleet would remain in Tartus.", "remain", "conditional"),
    ("Had the storm passed, the convoy would have reached Nuuk.", "reached", "conditional"),
    ("In the event of an attack, the squadron would fly to Souda.", "fly", "conditional"),
    ("As long as the strait is open, tankers will sail to Basra.", "sail", "conditional"),
    ("Weather permitting, the carrier leaves Toulon on Monday.", "leaves", "conditional"),
    ("Without a new lease, the squadron would leave Hmeimim.", "leave", "conditional"),
    ("The visit to Cebu is subject to approval.", "visit", "conditional"),
    ("The frigate will visit Lagos only if the pier is repaired.", "visit", "conditional"),
    ("A withdrawal from Gyumri would please Baku.", "withdrawal", "conditional"),
    ("The withdrawal from Gyumri would have pleased Baku.", "withdrawal", "asserted"),
    ("Without tugs the tanker drifted towards Crete.", "drifted", "asserted"),
    ("The minister said the ship would leave Cadiz on Friday.", "leave", "planned"),
    ("The ship would leave Cadiz on Friday, the minister said.", "leave", "planned"),
)
HEDGES = (
    ("The submarine may have left Polyarny.", "left", "hedged"),
    ("The submarine may not have left Polyarny.", "left", "hedged"),
    ("Two bombers possibly landed at Tiksi.", "landed", "hedged"),
    ("In all likelihood the tugs went to Ceuta.", "went", "hedged"),
    ("The battalion is thought to have crossed into Kivu.", "crossed", "hedged"),
    ("The yacht is said to be anchored off Muscat.", "anchored", "hedged"),
    ("The launchers were reported to have reached Minsk.", "reached", "hedged"),
    ("Analysts suspect that the freighter had unloaded shells in Bata.", "unloaded", "hedged"),
    ("There are rumours of ships leaving Sevastopol.", "leaving", "hedged"),
    ("Talk of a deployment to Chad alarmed the capital.", "deployment", "hedged"),
    ("Kyiv believes that the regiment moved to Kursk.", "moved", "hedged"),
    ("The regiment moved to Kursk, Western officials believe.", "moved", "hedged"),
    ("The jets seem to have flown to Bamako.", "flown", "hedged"),
    ("Judging by the wake, the boat sailed north.", "sailed", "hedged"),
    ("A suspected arms shipment left Bandar Abbas.", "shipment", "hedged"),
    ("Rome is considering sending a ship to Jeddah.", "sending", "hedged"),
    ("Rome knows that the ship went to Jeddah.", "went", "asserted"),
    ("Rome noticed that the ship went to Jeddah.", "went", "asserted"),
    ("Rome regrets that the ship went to Jeddah.", "went", "asserted"),
    ("Rome acknowledged that the ship went to Jeddah.", "went", "asserted"),
    ("The growth of the garrison in Kaliningrad worries Vilnius.", "growth", "asserted"),
)
PLANS = (
    ("The carrier will leave Yokosuka in May.", "leave", "planned"),
    ("A destroyer is due to arrive in Perth.", "arrive", "planned"),
    ("The corps is set to withdraw from Gao.", "withdraw", "planned"),
    ("Egypt is to send two frigates to Berbera.", "send", "planned"),
    ("Two brigades are preparing to move to Zinder.", "move", "planned"),
    ("The general ordered his tanks to cross the Nile.", "cross", "planned"),
    ("The ship is under orders to sail to Karachi.", "sail", "planned"),
    ("Warsaw vowed to send Leopards to Ukraine.", "send", "planned"),
    ("HMS Vanguard sails for Faslane next week.", "sails", "planned"),
    ("The tanker is leaving Rostock tomorrow.", "leaving", "planned"),
    ("Marines are poised to land on Socotra.", "land", "planned"),
    ("The planned transfer of tanks to Agadez was noted.", "transfer", "planned"),
    ("The frigate has been cleared to enter Subic Bay.", "enter", "planned"),
    ("Talks on the base are to resume in June.", "Talks", "planned"),
    ("Jakarta had planned to send a ship to Yangon, but the storm came.", "send", "denied"),
    ("The frigate was forced to flee to Djibouti.", "flee", "asserted"),
    ("The crew managed to reach Walvis Bay.", "reach", "asserted"),
    ("The tanker had to divert to Ceuta.", "divert", "asserted"),
)
SCOPES = (
    ("The frigate that left Kiel may return to Gdynia.", "left", "asserted"),
    ("The frigate that left Kiel may return to Gdynia.", "return", "hedged"),
    ("Two tankers left Ceyhan, and a third may follow.", "left", "asserted"),
    ("Moscow denied that jets landed in Bamako after flying over Algeria.", "flying", "denied"),
    ("The arrival of the destroyer in Busan could anger Pyongyang.", "arrival", "asserted"),
    ("Officials fear that the newly deployed launchers may be fired.", "deployed", "asserted"),
    ("As ships left Tartus, Ankara said it might reopen the straits.", "left", "asserted"),
    ("The tug left Bari because the owner would not pay.", "left", "asserted"),
    ("The tug left Bari although the weather was expected to worsen.", "left", "asserted"),
    ('The tug left Bari for what the owner called "a possible rescue".', "left", "asserted"),
    ("He said he was not sure of the price, but the tug left Bari.", "left", "asserted"),
    ("Spain, which will send a frigate in May, has moved jets to Lithuania.", "moved", "asserted"),
    ("Spain, which will send a frigate in May, has moved jets to Lithuania.", "send", "planned"),
    ("The brigade, whose return to Mali was not ruled out, stayed in Gao.", "stayed", "asserted"),
    ("'Kruzenshtern left Murmansk', a blog wrote. She didn't.", "left", "denied"),
)
ALL = (*NEGATIONS, *DENIALS, *EVIDENCE, *QUESTIONS, *CONDITIONS, *HEDGES, *PLANS, *SCOPES)


@pytest.fixture(scope="module")
def commitments() -> list[Commitment]:
    docs = parse(text for text, _, _ in ALL)
    found = []
    for (_, word, _), doc in zip(ALL, docs, strict=True):
        trigger = next(t for t in doc if t.text == word)
        found.append(read_commitment(trigger))
    return found


@pytest.mark.parametrize("number", range(len(ALL)), ids=[f"{text} [{word}]" for text, word, _ in ALL])
def test_status(number: int, commitments: list[Commitment]) -> None:
    assert commitments[number].status == ALL[number][2]
