package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// operator is who the journal names for what is done on the command line.
const operator = "command line"

type tokenCmd struct {
	Create tokenCreateCmd `cmd:"" help:"Make a token and print its secret, which is shown only now."`
	List   tokenListCmd   `cmd:"" help:"List the tokens."`
	Revoke tokenRevokeCmd `cmd:"" help:"Make a token let nobody in any more."`
}

type tokenCreateCmd struct {
	database
	Name    string `arg:"" help:"Whom the journal names for changes made with the token."`
	Scope   string `enum:"read,edit,admin" default:"read" help:"read: ask anything; edit: also correct, track and ingest; admin: also see and change who may do what."`
	Expires string `help:"Day it expires (UTC), or how many days from now, as 90d. Default: never." placeholder:"DATE|DAYS"`
}

// Help is shown below the flags.
func (tokenCreateCmd) Help() string {
	return `Examples:
  throughline token create --scope edit "Night desk"
  curl -H "Authorization: Bearer SECRET" -H "Content-Type: application/json" \
    -d '{"query":"{ stats { events } }"}' http://127.0.0.1:8080/graphql`
}

// Run makes the token. Only the secret goes to standard output.
func (c tokenCreateCmd) Run(ctx context.Context, std stdio) error {
	now := time.Now().UTC()
	expires, err := parseExpiry(c.Expires, now)
	if err != nil {
		return usageError{fmt.Errorf("--expires: %w", err)}
	}
	token, secret, err := access.NewToken(c.Name, models.Scope(c.Scope), now, expires)
	if err != nil {
		return usageError{err}
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	err = st.Write(ctx, func(tx *store.Tx) error { return tx.As(operator, "").SaveToken(&token) })
	if errors.Is(err, store.ErrDuplicate) {
		return fmt.Errorf("there is a token named %q already: revoke it and choose another name", token.Name)
	} else if err != nil {
		return err
	}
	fmt.Fprintf(std.err, "Token %s for %q, scope %s, %s. Its secret, shown only now:\n", token.ID, token.Name, token.Scope, until(token.ExpiresAt))
	fmt.Fprintln(std.out, secret)
	return nil
}

// parseExpiry reads a day, or a number of days as 90d; the zero time for neither.
func parseExpiry(s string, now time.Time) (time.Time, error) {
	var days int
	var unit string
	if n, _ := fmt.Sscanf(s, "%d%1s", &days, &unit); n == 2 && unit == "d" && fmt.Sprintf("%dd", days) == s && days > 0 {
		return now.AddDate(0, 0, days), nil
	}
	if s == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q: expected a day as 2027-01-31 or a number of days as 90d", s)
	}
	return day, nil
}

func until(expires *time.Time) string {
	if expires == nil {
		return "does not expire"
	}
	return "expires " + expires.UTC().Format(time.DateTime) + " UTC"
}

type tokenListCmd struct{ database }

// Run prints the tokens by name.
func (c tokenListCmd) Run(ctx context.Context, std stdio) error {
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	tokens, err := st.Tokens(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(std.out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "NAME\tSCOPE\tSTATE\tID")
	for _, t := range tokens {
		state := until(t.ExpiresAt)
		if t.RevokedAt != nil {
			state = "revoked " + t.RevokedAt.UTC().Format(time.DateTime) + " UTC"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", t.Name, t.Scope, state, t.ID)
	}
	return table.Flush()
}

type tokenRevokeCmd struct {
	database
	Token string `arg:"" help:"Name or id of the token."`
}

// Run revokes the token; doing it again changes nothing.
func (c tokenRevokeCmd) Run(ctx context.Context, std stdio) error {
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	var token models.Token
	err = st.Write(ctx, func(tx *store.Tx) (err error) {
		token, err = tx.As(operator, "").RevokeToken(c.Token)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("there is no token %q (throughline token list shows them)", c.Token)
	} else if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%q lets nobody in any more.\n", token.Name)
	return nil
}
