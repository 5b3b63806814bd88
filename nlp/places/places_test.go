package places

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

var tools = sync.OnceValues(func() (*nlp.Parser, *Gazetteer) {
	parser, err := nlp.NewParser()
	if err != nil {
		panic(err)
	}
	gazetteer, err := Load()
	if err != nil {
		panic(err)
	}
	return parser, gazetteer
})

func find(text string, home Home) (*nlp.Document, []Toponym) {
	parser, gazetteer := tools()
	doc := parser.Parse("", text)
	return doc, gazetteer.Find(doc, home)
}

// keys returns the toponyms of text as "words=key".
func keys(text string, home Home) []string {
	doc, found := find(text, home)
	out := []string{}
	for _, t := range found {
		out = append(out, doc.Slice(t.Span)+"="+t.Place.Key)
	}
	return out
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"city and state", "Envoys gathered in Miami, Florida, on Monday.", []string{"Miami=geonames/4164138", "Florida=admin1/US.FL"}},
		{"postal code", "The trial opened in Paris, TX, last week.", []string{"Paris=geonames/4717560", "TX=admin1/US.TX"}},
		{"abbreviation", "She was born in Gary, Ind., and lives in Calif.", []string{"Gary=geonames/4920607", "Ind.=admin1/US.IN", "Calif.=admin1/US.CA"}},
		{"in a division", "A storm hit Paris in Texas.", []string{"Paris=geonames/4717560", "Texas=admin1/US.TX"}},
		{"capital", "Ministers flew to Paris and Berlin.", []string{"Paris=geonames/2988507", "Berlin=geonames/2950159"}},
		{"two spellings", "He left Kyiv, long known as Kiev, at dawn.", []string{"Kyiv=geonames/703448", "Kiev=geonames/703448"}},
		{"country", "Georgia and Armenia opened the border.", []string{"Georgia=country/GE", "Armenia=country/AM"}},
		{"state", "Voters in Georgia and Alabama went to the polls.", []string{"Georgia=admin1/US.GA", "Alabama=admin1/US.AL"}},
		{"country beside its capital city", "Officials in Mexico met reporters.", []string{"Mexico=country/MX"}},
		{"abbreviations in capitals", "The U.S. and the UK warned the EU.", []string{"U.S.=country/US", "UK=country/GB", "EU=region/european-union"}},
		{"pronoun", "They told US officials; they told us nothing.", []string{"US=country/US"}},
		{"demonym", "Ukrainian officials met Russians in Geneva.", []string{"Ukrainian=country/UA", "Russians=country/RU", "Geneva=geonames/2660646"}},
		{"longest name", "Aid reached the Democratic Republic of the Congo and South Sudan.", []string{"Democratic Republic of the Congo=country/CD", "South Sudan=country/SS"}},
		{"possessive inside", "The People's Republic of China protested.", []string{"People's Republic of China=country/CN"}},
		{"possessive", "Ukraine's army holds Bakhmut's western edge.", []string{"Ukraine=country/UA", "Bakhmut=geonames/713174"}},
		{"regions and waters", "Ships left the Red Sea as fighting spread in Donbas and the Gaza Strip.", []string{"Red Sea=region/red-sea", "Donbas=region/donbas", "Gaza Strip=admin1/PS.GZ"}},
		{"divisions", "Shelling was heard in North Darfur, in Crimea and across the West Bank.", []string{"North Darfur=admin1/SD.55", "Crimea=admin1/UA.11", "West Bank=admin1/PS.WE"}},
		{"small places", "Convoys reached El Fasher, Omdurman, Atbara and Kalogi.", []string{"El Fasher=geonames/379555", "Omdurman=geonames/365137", "Atbara=geonames/378231", "Kalogi=region/kalogi"}},
		{"more small places", "Delegations visited Ternopil, Putrajaya, Chanthaburi and Hallandale Beach.", []string{"Ternopil=geonames/691650", "Putrajaya=geonames/6697380", "Chanthaburi=geonames/1611269", "Hallandale Beach=geonames/4157898"}},
		{"small article", "Drones struck el-Fasher at night.", []string{"el-Fasher=geonames/379555"}},
		{"a word says division", "He governs Donetsk oblast from Kramatorsk.", []string{"Donetsk=admin1/UA.05", "Kramatorsk=geonames/704508"}},
		{"state of", "Fires burned in the state of Washington.", []string{"Washington=admin1/US.WA"}},
		{"a list of states is no containment", "It was sold in Georgia, Oklahoma, Pennsylvania and Ohio.", []string{"Georgia=admin1/US.GA", "Oklahoma=admin1/US.OK", "Pennsylvania=admin1/US.PA", "Ohio=admin1/US.OH"}},
		{"never alone", "Crews worked in Mobile, Alabama, on their mobile phones.", []string{"Mobile=geonames/4076598", "Alabama=admin1/US.AL"}},
		{"article before", "A Miami judge agreed. An Oslo court did not.", []string{"Miami=geonames/4164138", "Oslo=geonames/3143244"}},
		{"firms", "Shares of Jackson & Sons and of Stevens & Houston fell.", []string{}},
		{"initial", "The board named J. Houston its head.", []string{}},
		{"surname without a title", "Marco Rubio flew home. Later Rubio called the talks useful.", []string{}},
		{"clubs", "In the end Manchester United beat Everton, and the Dallas Mavericks lost.", []string{}},
		{"many names and a stop", "Charlotte Smith and Austin Powers met Virginia Woolf in Sydney, Nova Scotia.", []string{"Sydney=geonames/6354908", "Nova Scotia=admin1/CA.07"}},
		{"names of divisions", "Fighting spread in Oromia, South Kordofan and Hadramaut.", []string{"Oromia=admin1/ET.51", "South Kordofan=admin1/SD.50", "Hadramaut=admin1/YE.04"}},
		{"languages", "He spoke French and wrote in English, but lived in German towns.", []string{"German=country/DE"}},
		{"months", "In May and March the north was calm; on Monday it was not.", []string{}},
		{"lower case", "She likes nice china, turkey and reading.", []string{}},
		{"first name", "Paris Hilton sang, and Jordan Smith danced with Austin Reed.", []string{}},
		{"surname", "Secretary Lincoln spoke first. Mr. Houston answered her.", []string{}},
		{"newspapers and teams", "The New York Times wrote that the Kansas City Chiefs had won.", []string{}},
		{"money", "The fund paid US$40 million.", []string{}},
		{"marks and apostrophes", "Protests in São Paulo, N’Djamena and Malmö ended.", []string{"São Paulo=geonames/3448439", "N’Djamena=geonames/2427123", "Malmö=geonames/2692969"}},
		{"hyphens", "Talks between the Israel-Lebanon teams were held in Port-au-Prince.", []string{"Israel=country/IL", "Lebanon=country/LB", "Port-au-Prince=geonames/3718426"}},
		{"headline", "UKRAINE TALKS MOVE FROM RIYADH TO MIAMI", []string{"UKRAINE=country/UA", "RIYADH=geonames/108410", "MIAMI=geonames/4164138"}},
		{"a comma inside", "She left Washington, D.C., for Miami, FL, and Washington, DC again.", []string{"Washington, D.C.=geonames/4140963", "Miami=geonames/4164138", "FL=admin1/US.FL", "Washington, DC=geonames/4140963"}},
		{"nothing", "", []string{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := keys(test.text, Home{}); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestEnglishNames looks places up by their own and older names.
func TestEnglishNames(t *testing.T) {
	for written, want := range map[string]string{
		"Genève": "Geneva", "Reykjavík": "Reykjavik", "Al-Fashir": "El Fasher", "Zürich": "Zurich", "Sevilla": "Seville", "København": "Copenhagen",
		"Firenze": "Florence", "Kiev": "Kyiv", "Göteborg": "Gothenburg", "Antwerpen": "Antwerp", "Odessa": "Odesa", "Zaporizhzhya": "Zaporizhzhia",
		"Khan Yunis": "Khan Younis", "Montréal": "Montreal", "Córdoba": "Córdoba", "Kandahar": "Kandahar", "Mekele": "Mekelle", "Wien": "Vienna",
	} {
		_, found := find("The envoys met in "+written+".", Home{})
		if len(found) != 1 || found[0].Place.Name != want {
			t.Errorf("%s: got %+v, want %s", written, found, want)
		}
	}
}

func TestContextDecides(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"fame", "Diplomats met in Geneva.", "Geneva=geonames/2660646"},
		{"near cities", "Deputies from Tyler and Dallas searched a home. The suspect was found in Paris, north of Plano and Sherman.", "Paris=geonames/4717560"},
		{"one sense", "The plant in Athens, Georgia, closed. Workers in Athens wept.", "Athens=geonames/4180386"},
		{"country named", "Canada sent police. In London the mayor of the Ontario town thanked Toronto and Hamilton.", "London=geonames/6058560"},
	}
	for _, test := range tests {
		if got := keys(test.text, Home{}); !slices.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %s among them", test.name, got, test.want)
		}
	}
}

func TestHome(t *testing.T) {
	const text = "Police in Dublin arrested a man."
	tests := []struct {
		home Home
		want string
	}{
		{Home{}, "Dublin=geonames/2964574"},
		{Home{Country: "US", Admin1: "Ohio"}, "Dublin=geonames/5152333"},
		{Home{Country: "us", Admin1: "OH"}, "Dublin=geonames/5152333"},
		{Home{Country: "US", Admin1: "nowhere"}, "Dublin=geonames/2964574"},
		{Home{Country: "XX"}, "Dublin=geonames/2964574"},
	}
	for _, test := range tests {
		if got := keys(text, test.home); !slices.Equal(got, []string{test.want}) {
			t.Errorf("home %v: got %q, want %s", test.home, got, test.want)
		}
	}
}

func TestLearnHome(t *testing.T) {
	ohio, texas, oslo := "The council of Columbus, Ohio, met.", "A fire in Houston, Texas, was put out.", "Ministers met in Oslo, Norway."
	none, doubtful := "Nothing is known.", "Crews came from Springfield."
	tests := []struct {
		name     string
		articles []string
		want     Home
	}{
		{"local", []string{ohio, ohio, "From Toledo, Ohio, to Dayton, Ohio, and on to Oslo.", oslo}, Home{"US", "Ohio"}},
		{"national", []string{ohio, texas, "Snow fell in Denver, Colorado.", oslo}, Home{Country: "US"}},
		{"worldwide", []string{ohio, oslo, "Talks began in Nairobi, Kenya.", "Shops closed in Lima, Peru."}, Home{}},
		{"half is not most", []string{ohio, ohio, oslo, oslo}, Home{}},
		{"too few", []string{ohio, ohio}, Home{}},
		{"what names no place does not count", []string{ohio, ohio, none, none}, Home{}},
		{"what is in doubt does not count", []string{doubtful, doubtful, doubtful}, Home{}},
		{"peoples do not count", []string{"Ohioans voted.", "Texans and Ohioans voted.", "Norwegians voted."}, Home{}},
		{"nothing", nil, Home{}},
	}
	for _, test := range tests {
		var articles [][]Toponym
		for _, text := range test.articles {
			_, found := find(text, Home{})
			articles = append(articles, found)
		}
		if got := LearnHome(articles); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestToponym(t *testing.T) {
	_, found := find("Ukrainian envoys met in Springfield and Miami.", Home{})
	if len(found) != 3 {
		t.Fatalf("got %d toponyms, want 3", len(found))
	}
	demonym, springfield, miami := found[0], found[1], found[2]
	if !demonym.Demonym || demonym.Place.Country != "UA" || demonym.Place.Precision != models.PlaceCountry {
		t.Errorf("Ukrainian: got %+v", demonym)
	}
	want := models.Place{Key: "geonames/4164138", GeoNames: 4164138, Name: "Miami", Lat: 25.77427, Lon: -80.19366, Country: "US", Admin1: "Florida", Precision: models.PlaceCity}
	got := miami.Place
	if !models.HasPrefix(got.ID, models.PlacePrefix) {
		t.Errorf("Miami: got the id %q", got.ID)
	}
	if got.ID = ""; got != want {
		t.Errorf("Miami: got %+v, want %+v", got, want)
	}
	if springfield.Probability >= miami.Probability || len(springfield.Alternatives) != mostAlternatives {
		t.Errorf("Springfield: got probability %.2f with %d alternatives, Miami %.2f", springfield.Probability, len(springfield.Alternatives), miami.Probability)
	}
	sum := springfield.Probability
	last := 1.0
	for _, a := range springfield.Alternatives {
		if a.Place.Key == springfield.Place.Key || a.Probability > last {
			t.Errorf("alternative %s %.3f after %.3f", a.Place.Key, a.Probability, last)
		}
		last = a.Probability
		sum += a.Probability
	}
	if sum > 1+1e-9 {
		t.Errorf("the probabilities add up to %v", sum)
	}
}

func TestPrecision(t *testing.T) {
	for text, want := range map[string]models.PlacePrecision{
		"in Ukraine": models.PlaceCountry, "in Florida": models.PlaceAdmin1, "in Broward County": models.PlaceAdmin2, "in Oslo": models.PlaceCity,
		"in the Sahel": models.PlaceRegion, "in the Black Sea": models.PlaceSea, "on the Danube": models.PlaceRegion, "on Wall Street": models.PlacePoint,
	} {
		_, found := find("They were "+text+" on Friday.", Home{})
		if len(found) != 1 || found[0].Place.Precision != want {
			t.Errorf("%s: got %+v, want precision %s", text, found, want)
		}
	}
}

// TestCapitals compares points with those of well-known capitals, in whole degrees.
func TestCapitals(t *testing.T) {
	for name, want := range map[string][2]float64{
		"Kyiv": {50, 31}, "Moscow": {56, 38}, "Beijing": {40, 116}, "Tokyo": {36, 140}, "New Delhi": {29, 77}, "Cairo": {30, 31}, "Nairobi": {-1, 37},
		"Canberra": {-35, 149}, "Ottawa": {45, -76}, "Brasilia": {-16, -48}, "Buenos Aires": {-35, -58}, "Mexico City": {19, -99}, "Havana": {23, -82},
		"London": {52, 0}, "Madrid": {40, -4}, "Ankara": {40, 33}, "Tehran": {36, 51}, "Riyadh": {25, 47}, "Khartoum": {16, 33}, "Jerusalem": {32, 35},
	} {
		_, found := find("Talks resumed in "+name+".", Home{})
		if len(found) != 1 {
			t.Errorf("%s: got %d toponyms", name, len(found))
			continue
		}
		if p := found[0].Place; math.Abs(p.Lat-want[0]) > 1 || math.Abs(p.Lon-want[1]) > 1 {
			t.Errorf("%s: got %.2f, %.2f (%s), want about %v", name, p.Lat, p.Lon, p.Key, want)
		}
	}
}

func TestLoadUnpacksNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() {
		if _, err := Load(); err != nil {
			t.Fatal(err)
		}
	}); n > 1 {
		t.Errorf("got %v allocations, want the gazetteer alone", n)
	}
}

const article = `Negotiators from Ukraine and the United States ended a third day of talks near Miami, Florida, without a deal on Donetsk.
Officials in Kyiv said shells had hit Kharkiv, Sumy and the Black Sea port of Odesa. Mr. Jackson, a former mayor of Springfield,
Illinois, told the Tampa Bay Times that the plan was dead. In Khartoum, aid groups asked for a truce around El Fasher, North Darfur.
`

func BenchmarkFind(b *testing.B) {
	parser, gazetteer := tools()
	for _, size := range []struct {
		name   string
		copies int
	}{{"4KB", 8}, {"64KB", 128}, {"1MB", 2048}} {
		b.Run(size.name, func(b *testing.B) {
			doc := parser.Parse("", strings.Repeat(article, size.copies))
			b.SetBytes(int64(len(doc.Text)))
			b.ReportAllocs()
			for b.Loop() {
				gazetteer.Find(doc, Home{})
			}
		})
	}
}

func BenchmarkFindDifferentNames(b *testing.B) {
	parser, gazetteer := tools()
	var text strings.Builder
	for p := 0; text.Len() < 1<<20; p++ {
		text.WriteString("He went to " + gazetteer.table.Name(p*7%gazetteer.table.Len()) + ", then on. ")
	}
	doc := parser.Parse("", text.String())
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		gazetteer.Find(doc, Home{})
	}
}
