package nlp

import "github.com/throughline-news/throughline/nlp/wordset"

// The words that tell what a name is, in lower case. They were written from
// general knowledge of English news.
var (
	functionWords = wordset.Of(`a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto out over per
		to up upon via with within without after before since until till while when where why who whom whose which what how about above across against along
		amid among around behind below beneath beside between beyond despite down during except inside like near outside past through throughout toward towards
		under unlike i me my we us our you your he him his she her hers it its they them their is are was were be been being am has have had do does did will
		would can could may might must shall should not no yes n't 's also both each either every few many more most much neither none only other others same several
		some such all any another there here now just still even again once too very because although though whether however meanwhile later earlier
		hi hello hey dear thanks regards yes yeah please sincerely`)

	// calendarWords have capitals and name no one.
	calendarWords = wordset.Of(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
		october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
		mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. gmt utc est edt cet pst pdt bst a.m. p.m. am pm ad bc ce bce
		spring summer autumn winter christmas easter ramadan ok tv ceo cfo pc id dna hiv covid covid-19 gdp ufo pdf faq url html usb cd dvd vs vs. no. p.s.`)

	// titleWords stand before a person's name and are no part of it.
	titleWords = wordset.Of(`mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady rev rev. reverend fr. sen sen. rep rep. gov gov. gen gen. maj maj. col col.
		lt lt. capt capt. cmdr cmdr. adm adm. sgt sgt. cpl cpl. brig brig. pvt pvt. supt supt. insp insp. det det. hon hon. president vice-president minister premier chancellor taoiseach secretary
		undersecretary treasurer commissioner chairman chairwoman chair chief director director-general secretary-general general colonel major captain
		lieutenant commander admiral sergeant corporal brigadier marshal officer detective inspector superintendent senator congressman congresswoman representative
		governor mayor councillor councilman deputy ambassador envoy judge justice attorney prosecutor king queen prince princess emperor empress emir sheikh sheik
		sultan shah duke duchess earl baron baroness count countess pope archbishop bishop cardinal patriarch imam ayatollah rabbi mullah maulana father sister brother
		professor doctor coach captain manager ceo cfo coo editor spokesman spokeswoman spokesperson leader speaker co-founder founder mp mep pm ex-president lawmaker analyst
		economist striker midfielder defender goalkeeper driver actor actress singer author writer journalist activist lawyer negotiator adviser advisor aide candidate president-elect presidents ministers senators
		generals governors ambassadors justices congressmen`)

	// titleParts stand within a title beside its head.
	titleParts = wordset.Of(`prime foreign vice deputy acting former interim defence defense interior finance home attorney first chief executive general staff sergeant
		lance rear wing air field lieutenant major brigadier energy trade justice health economy agriculture education culture transport labour labor environment technology
		oil information security development commerce state treasury press managing assistant associate senior special majority minority whip opposition lord high supreme crown
		grand senate house police army navy lt lt. maj maj. rear under co communications tourism planning budget industry science housing intelligence national right hon honorable`)

	// titleTails follow "of" in a title.
	titleTails = wordset.Of(`state defense defence treasury interior staff war labor commerce energy education affairs`)

	orgHeads = wordset.Of(`ministry department council committee commission agency authority administration bureau office organization organisation association
		federation confederation union league alliance coalition party congress parliament assembly senate court tribunal bank fund foundation institute institution
		university college school academy hospital company corporation corp corp. inc inc. ltd ltd. co. plc llc group holdings industries airlines airways motors
		electronics systems technologies partners associates brothers bros bros. police army navy force forces corps brigade battalion regiment guard guards command front
		movement brigades times post journal news herald tribune gazette telegraph press network television radio broadcasting magazine club society trust centre center
		church museum board service services board secretariat treasury exchange securities insurance energy petroleum oil gas steel pharmaceuticals laboratories laboratory
		studios records entertainment media united city's rovers wanderers athletic fc f.c. cf team chamber cabinet duma knesset bundestag cartel militia workers'
		teamsters sox yankees dodgers giants cubs braves mets lakers knicks bulls rangers tigers lions bears eagles packers cowboys
		society observatory watch international initiative programme program project consortium conference mission delegation embassy consulate ministry's directorate
		division taskforce unit squad foundation's registry inspectorate ombudsman democrats conservatives republicans liberals socialists communists greens commons lords representatives deputies`)

	// orgOpeners begin the name of an organization when "of", "for" or "on" follows.
	orgOpeners = wordset.Of(`ministry department university bank house court church college school institute academy board bureau office council committee commission
		association federation confederation union league organization organisation society community chamber center centre central fund foundation movement party front
		army ministry's agency centers centres museum coalition alliance conference congress assembly friends doctors reporters physicians communist socialist democratic`)

	locHeads = wordset.Of(`river sea ocean lake bay gulf strait straits island islands isle peninsula mountains mountain mount hill hills valley desert coast cape
		province county district region state republic territory city town village port airport square street avenue road boulevard lane drive highway bridge canal
		park forest plateau basin delta peak glacier beach harbor harbour falls springs creek heights oblast governorate prefecture municipality kingdom emirates
		stadium arena palace cathedral mosque temple castle tower building plaza station terminal dam reservoir base barracks prison camp crossing corridor strip bank`)

	locOpeners = wordset.Of(`mount mt mt. lake gulf strait cape port fort san santa são saint st st. isle north south east west northern southern eastern western central new upper lower greater el los las bay republic kingdom commonwealth isle sea`)

	eventHeads = wordset.Of(`war wars cup championship championships olympics games open grand prix festival prize award awards treaty agreement accord accords
		act bill law convention protocol pact declaration constitution amendment revolution uprising spring genocide holocaust massacre battle siege operation
		summit conference election elections primary referendum day week month year season series tour tournament trophy masters league derby marathon
		bible koran quran internet programme plan report crisis affair scandal
		edition version windows`)

	// particles are small words within the name of a person.
	particles = wordset.Of(`de del della di da das do dos du la le van von der den ter ten bin ibn bint al el ben abu ul ur af av y e zu zum`)

	// possessors keep their 's within a name.
	possessors = wordset.Of(`people women men children workers lord king queen veterans writers teachers lawyers farmers world nation mother st. martyrs christian sotheby christie lloyd mcdonald moody levi wendy macy standard`)

	// placePrepositions stand before a place more than before another name.
	placePrepositions = wordset.Of(`in at near from outside around across throughout inside into toward towards`)

	// speechVerbs have a person before or after them more than another name.
	speechVerbs = wordset.Of(`said says told tells added adds wrote writes tweeted replied recalled explained joked testified insisted argued died married born scored won beat defeated
		resigned retired thinks believes knew felt`)

	// sportWords show that a text is on sport.
	sportWords = wordset.Of(`soccer football rugby cricket tennis golf baseball basketball hockey boxing cycling athletics skiing skating badminton squash
		league cup championship championships match matches round seed seeded quarter-finals quarterfinals semi-finals semifinals finals playoff playoffs innings wicket wickets
		overs halftime half-time goal goals scorers standings tabulate points goalkeeper striker midfielder defender coach referee penalty tournament
		result results division innings grand prix lap laps metres hurdles medley relay yards touchdown touchdowns homer homers pitcher inning season stadium
		premier bundesliga serie nba nfl nhl mlb fifa uefa attendance played won drawn lost`)

	// peoples are names of peoples, languages and faiths that demonym's endings do not show.
	peoples = wordset.Of(`french german greek dutch czech thai arab arabs swiss irish kurd kurds kurdish afghan iraqi israeli pakistani bangladeshi saudi kuwaiti yemeni omani qatari emirati somali
		uzbek kazakh tajik turkmen kyrgyz azeri serb serbs croat croats slovak slovene bosniak filipino filipinos turk turks turkic basque catalan muslim muslims islamic islamist islamists christian
		christians jew jews jewish catholic catholics protestant protestants orthodox shiite shiites shia sunni sunnis hindu hindus buddhist buddhists sikh sikhs western latin hispanic
		palestinian palestinians democrat democrats democratic republican republicans soviet nazi nazis communist communists african-american british english scots welsh briton britons danes swedes finns poles spaniards
		hebrew arabic european americans`)
)

// IsTitle tells whether a word, in lower case, is a person's title or office
// ("minister", "gen.", "spokeswoman") or part of one ("foreign", "deputy").
func IsTitle(lower string) (head, part bool) {
	_, head = titleWords[lower]
	_, part = titleParts[lower]
	return head, part
}
