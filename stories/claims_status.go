package stories

import "github.com/throughline-news/throughline/models"

// statuses are the claims of whether it happened. What was said before the event
// came to its status led up to it; what is said against it afterwards differs.
func (t Told) statuses() []models.Claim {
	reached := t.reached()
	out := t.newClaims(len(t.Statements))
	for _, s := range t.Statements {
		c := t.claim(s, models.ClaimStatus, string(s.Mention.Status))
		c.Status = s.Mention.Status
		said, is := s.Mention.Status, t.Event.Status
		before := reached != nil && earlier(s.Article, reached.Article)
		switch {
		case said == is:
			c = chosen(c)
		case happened(said) && happened(is):
			c = rule(c, models.VerdictAgree, "it took place")
		case planned(said) && said != models.Postponed && planned(is) && is != models.Postponed:
			c = rule(c, models.VerdictAgree, "it is to come")
		case planned(said) && happened(is):
			c = rule(c, models.VerdictSuperseded, "announced, then it took place")
		case said == models.Claimed && happened(is) && before:
			c = rule(c, models.VerdictSuperseded, "claimed, then confirmed")
		case said == models.Claimed && happened(is):
			c = rule(c, models.VerdictAgree, "it took place")
		case said == models.Denied && is != models.Cancelled, is == models.Denied && !planned(said):
			c = rule(c, models.VerdictDiffer, "one says that it happened and the other that it did not")
		case before:
			c = rule(c, models.VerdictSuperseded, "said before it was "+string(is))
		case planned(said) && planned(is):
			c = rule(c, models.VerdictAgree, "it is to come")
		default:
			c = rule(c, models.VerdictDiffer, "said when it was "+string(is))
		}
		out = append(out, c)
	}
	return out
}

// reached is the first statement of the event's status.
func (t Told) reached() *Statement {
	for i, s := range t.Statements {
		if s.Mention.Status == t.Event.Status || happened(s.Mention.Status) && happened(t.Event.Status) {
			return &t.Statements[i]
		}
	}
	return nil
}
