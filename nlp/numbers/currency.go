package numbers

import "strings"

// symbols are the signs and codes that stand before an amount. "$" alone is the
// American dollar, as in the style books of the agencies.
var symbols = map[string]string{"$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "r$": "BRL",
	"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₦": "NGN", "rs": "rupee", "rs.": "rupee",
	"usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "chf": "CHF", "cny": "CNY", "rub": "RUB", "uah": "UAH", "inr": "INR"}

// names are the currencies by their words in the singular. One that several
// countries have under one name is kept as that name unless an adjective tells.
var names = map[string]string{"dollar": "USD", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
	"rouble": "RUB", "ruble": "RUB", "hryvnia": "UAH", "shekel": "ILS", "rand": "ZAR", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "zloty": "PLN",
	"forint": "HUF", "taka": "BDT", "naira": "NGN", "birr": "ETB", "dong": "VND", "kyat": "MMK", "riel": "KHR", "tenge": "KZT", "lari": "GEL", "dram": "AMD",
	"rupee": "rupee", "peso": "peso", "dinar": "dinar", "rial": "rial", "riyal": "riyal", "franc": "franc", "krona": "krona", "kronor": "krona", "krone": "krone", "kroner": "krone",
	"shilling": "shilling", "dirham": "dirham", "lira": "lira", "won": "won"}

// national are currencies that take an adjective.
var national = map[string]string{"us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "canadian dollar": "CAD", "australian dollar": "AUD",
	"hong kong dollar": "HKD", "singapore dollar": "SGD", "new zealand dollar": "NZD", "taiwan dollar": "TWD", "british pound": "GBP", "pound sterling": "GBP",
	"egyptian pound": "EGP", "syrian pound": "SYP", "lebanese pound": "LBP", "sudanese pound": "SDG", "swiss franc": "CHF", "cfa franc": "XOF", "congolese franc": "CDF",
	"indian rupee": "INR", "pakistani rupee": "PKR", "mexican peso": "MXN", "argentine peso": "ARS", "philippine peso": "PHP", "colombian peso": "COP", "chilean peso": "CLP",
	"iraqi dinar": "IQD", "kuwaiti dinar": "KWD", "jordanian dinar": "JOD", "iranian rial": "IRR", "saudi riyal": "SAR", "qatari riyal": "QAR", "swedish krona": "SEK",
	"norwegian krone": "NOK", "danish krone": "DKK", "kenyan shilling": "KES", "ugandan shilling": "UGX", "moroccan dirham": "MAD", "emirati dirham": "AED", "turkish lira": "TRY",
	"lebanese lira": "LBP", "syrian lira": "SYP", "south korean won": "KRW", "korean won": "KRW", "chinese yuan": "CNY", "japanese yen": "JPY", "russian rouble": "RUB", "russian ruble": "RUB"}

// currency is the currency that one word names, "" for none.
func currency(word string) string {
	if code, ok := names[word]; ok {
		return code
	}
	return names[strings.TrimSuffix(word, "s")]
}

// currencyAt reads the currency named at i, its adjective before it, and returns the token behind.
func (r reader) currencyAt(i int) (code string, last int) {
	words := ""
	for k := range 3 {
		w := r.word(i + k)
		if w == "" {
			return "", i
		}
		one := currency(w)
		if one == "" {
			words += w + " "
			continue
		}
		if w == "pounds" && r.word(i+k+1) == "sterling" {
			return "GBP", i + k + 2
		}
		if k == 0 {
			return one, i + 1
		}
		single := w
		if names[w] == "" {
			single = strings.TrimSuffix(w, "s")
		}
		if code, ok := national[words+single]; ok {
			return code, i + k + 1
		}
		return "", i
	}
	return "", i
}

// symbol reads a sign or code of currency at i, which may be one token with its
// amount ("US$5"), and returns where the amount begins.
func (r reader) symbol(i int) (at int, code string) {
	w := r.word(i)
	if code := symbols[w]; code != "" {
		return i + 1, code
	}
	if code, rest := splitSymbol(w); rest != w {
		return i, code
	}
	return i, ""
}

// splitSymbol cuts the sign that a token begins with: of "us$5m" USD and 5m.
func splitSymbol(w string) (code, rest string) {
	at := strings.IndexByte(w, '$')
	if at < 0 || at > 2 || at+1 == len(w) {
		return "", w
	}
	if code = symbols[w[:at+1]]; code == "" {
		return "", w
	}
	return code, w[at+1:]
}
