package times

// unresolved is the value of an expression whose reference is not known.
func (e *expr) unresolved() string {
	v := ""
	switch e.form {
	case formDate:
		switch {
		case e.year > 0 && e.day > 0: // 30 February
			v = four(min(e.year, maxYear)) + "-" + two(e.month) + "-XX"
		case e.year > 0:
			v = four(min(e.year, maxYear))
		case e.day > 0:
			v = "XXXX-" + two(e.month) + "-" + two(e.day)
		case e.month > 0:
			v = "XXXX-" + two(e.month)
		default:
			v = "XXXX"
		}
	case formPeriod:
		switch e.unit {
		case quarter:
			v = "XXXX-Q" + string(rune('1'+e.index))
		case half:
			v = "XXXX-H" + string(rune('1'+e.index))
		case seasonUnit:
			v = "XXXX-" + seasonCodes[e.index]
		default:
			v = unknownValue(e.unit)
		}
	case formWeekday:
		v = weekdaySet(e.weekday)
	case formHoliday:
		v = "XXXX-XX-XX"
	case formMonthDay:
		v = "XXXX-XX-" + two(e.day)
	default:
		v = unknownValue(e.unit)
	}
	return v + e.timeOfDay()
}
