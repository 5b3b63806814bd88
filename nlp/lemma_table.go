package nlp

import (
	"strings"

	"github.com/throughline-news/throughline/nlp/wordset"
)

// irregularVerbs leads from each irregular form to its base. Written from
// general knowledge of English; a line is the base and its forms.
var irregularVerbs = formsOf(`
be am is are was were been being 's 're 'm|
have has had having 've 'd
do does did done doing|go goes went gone going|say said says|make made|get got gotten|see saw seen seeing|know knew known
take took taken|come came coming|think thought|give gave given|find found|tell told|become became|leave left|feel felt|bring brought
begin began begun|keep kept|hold held|write wrote written|stand stood|hear heard|mean meant|meet met|run ran|pay paid|sit sat|speak spoke spoken
lie lay lain lying|lead led|grow grew grown|lose lost|fall fell fallen|send sent|build built|understand understood|draw drew drawn
break broke broken|spend spent|rise rose risen|drive drove driven|buy bought|wear wore worn|choose chose chosen|shoot shot|strike struck stricken
fight fought|seek sought|win won|teach taught|catch caught|deal dealt|fly flew flown flies|throw threw thrown|forget forgot forgotten
sell sold|steal stole stolen|shake shook shaken|hide hid hidden|flee fled fleeing|swear swore sworn|bind bound|sink sank sunk|bear bore borne born
bite bit bitten|blow blew blown|breed bred|cling clung|creep crept|dig dug|drink drank drunk|eat ate eaten|feed fed|fling flung
forbid forbade forbidden|forgive forgave forgiven|freeze froze frozen|grind ground|hang hung|kneel knelt|lay laid|lend lent|light lit
overthrow overthrew overthrown|prove proven|ride rode ridden|ring rang rung|seize seized seizing|sew sewn|show shown|shrink shrank shrunk|sing sang sung
sleep slept|sweep swept|weep wept|creep crept|learn learnt|bend bent|slide slid|sow sown|spin spun|spring sprang sprung|stick stuck|sting stung|swim swam swum|swing swung|tear tore torn
tread trod trodden|wake woke woken|weave wove woven|weep wept|withdraw withdrew withdrawn|withhold withheld|withstand withstood|undergo undergoes underwent undergone
forego forwent|uphold upheld|behold beheld|befall befell befallen|partake partook|arise arose arisen|awake awoke awoken|shed shedding|spread spreading
cut cutting|put putting|set setting|hit hitting|let letting|shut shutting|split splitting|quit quitting|cast casting|bid bidding|rid ridding|beset besetting|upset upsetting
die died dying|tie tied tying|vie vied vying|agree agreed agreeing|free freed freeing|guarantee guaranteed guaranteeing|see seeing|decree decreed decreeing|oversee oversaw overseen overseeing
travel traveled traveling|cancel canceled canceling|fuel fueled fueling|model modeled modeling|signal signaled signaling|label labeled labeling
refer referred referring|occur occurred occurring|transfer transferred transferring|bus bused|plead pled|speed sped|panic panicked panicking|traffic trafficked trafficking|mimic mimicked mimicking|picnic picnicked
focus focused focusing focussed|bias biased|gas gassed gassing|can could ca|will would 'll wo|shall should sha|may might|must|dare`)

// irregularNouns leads from each irregular plural to its singular.
var irregularNouns = formsOf(`
man men|woman women|child children|person people|foot feet|tooth teeth|goose geese|mouse mice|ox oxen|life lives|wife wives|knife knives|leaf leaves
half halves|self selves|thief thieves|loaf loaves|shelf shelves|wolf wolves|calf calves|hoof hooves|crisis crises|basis bases|analysis analyses|thesis theses
oasis oases|hypothesis hypotheses|emphasis emphases|diagnosis diagnoses|axis axes|criterion criteria|phenomenon phenomena|medium media|data
bacterium bacteria|memorandum memoranda|referendum referenda|stadium stadia|stimulus stimuli|nucleus nuclei|alumnus alumni|fungus fungi
hero heroes|potato potatoes|tomato tomatoes|veto vetoes|embargo embargoes|cargo cargoes|echo echoes|torpedo torpedoes|volcano volcanoes|mosquito mosquitoes|negro negroes
series|species|news|headquarters|means|politics|economics|mathematics|physics|athletics|barracks|crossroads|aircraft|spacecraft|sheep|fish|troops
bus buses|gas gases|lens lenses|virus viruses|status statuses|campus campuses|bonus bonuses|census censuses|consensus|ally allies|movie movies|cookie cookies|tie ties|lie lies|pie pies
house houses|case cases|cause causes|clause clauses|base|phase phases|lease leases|release releases|purchase purchases|response responses|promise promises|course courses|force forces|size sizes|prize prizes|headache headaches|cache caches|axe`)

// irregularGrades leads from irregular comparatives and superlatives to the plain word.
var irregularGrades = formsOf(`good better best|bad worse worst|far further farther furthest farthest|many more most|little less least|late latter
well|old elder eldest`)

// silentE are verb stems whose base ends in e though no rule below says so; noSilentE those that a rule would give one.
var (
	silentE   = wordset.Of(`becom overcom postpon extradit incit reschedul squar appropriat reconcil recreat depriv fil describ inscrib prescrib subscrib brib guid welcom compil styl renam nicknam nam blam fram flam tam massacr ridicul breath inquir preced conced reced convinc conven interven graduat deviat substantiat fluctuat infiltrat radiat insinuat perpetuat believ receiv persuad dissuad achiev argu continu pursu rescu chang charg judg urg merg challeng arrang exchang engag manag damag rang hing reveng impos clos us los rais prais purchas releas increas decreas ceas eas caus paus accus refus abus excus confus advis promis surpris revis compris disguis exercis organis realis prais promot devot not vot quot writ excit unit invit cit tast wast hast dat relat stat creat operat appreciat negotiat retaliat mediat initiat repudiat humiliat associat evacuat fluctuat situat evaluat leas danc fir hir tir wir acquir requir desir inspir expir retir admir aspir conspir prepar declar compar shar car dar scar spar secur ensur assur endur injur measur captur featur ventur figur pressur treasur tortur ruptur cur explor ignor restor scor stor adher interfer sever revers convers nurs curs endors rehears dispers sens condens licens settl handl battl tackl schedul rul resolv involv solv serv observ preserv reserv deserv mov remov improv prov lov leav behav`)
	noSilentE = wordset.Of(`author sponsor neighbor anchor censor color favor mirror monitor tutor honor labor harbor visit edit exit limit credit audit permit vomit orbit profit benefit exhibit inhibit prohibit deposit solicit inherit merit open happen threaten listen strengthen weaken widen deepen tighten broaden harden soften lessen worsen fasten
		enter offer suffer differ order deliver gather consider remember discover recover cover water answer wonder murder hammer render surrender trigger bother administer register encounter
		develop gallop envelop gossip worship kidnap target market budget ticket rocket bracket bullet interpret abandon reason season question mention position function poison pardon ransom
		blossom bottom custom bargain captain contain explain remain gain train rain drain sustain maintain obtain retain attain detain entertain
		focus cancel travel level model fuel signal total rival label parallel bomb climb plan
		hang bang ring sing bring belong prolong long`)
)

// silentEnds are endings of longer stems that take a final e.
var silentEnds = []string{"ad", "at", "ut", "ot", "et", "ir", "ur", "ar", "or", "in", "id", "od", "ud", "um", "us", "is", "os", "as", "iv", "ak", "ok", "ik", "op", "ap"}

// formsOf reads "base form form|base ..." into a map from each form, and from the base, to the base.
func formsOf(table string) map[string]string {
	m := map[string]string{}
	for _, entry := range strings.FieldsFunc(table, func(r rune) bool { return r == '|' || r == '\n' }) {
		words := strings.Fields(entry)
		for _, w := range words {
			if _, ok := m[w]; !ok {
				m[w] = words[0]
			}
		}
	}
	return m
}
