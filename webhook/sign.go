package webhook

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/throughline-news/throughline/models"
)

// secretPrefix is that of secrets in the "Standard Webhooks" specification, whose
// libraries verify these signatures.
const secretPrefix = "whsec_"

// New makes a webhook to an absolute http or https address, and a secret for it.
// It is told what happens after the change numbered since.
func New(address string, storyIDs []string, by string, now time.Time, since int64) (models.Webhook, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || len(address) > 2000 {
		return models.Webhook{}, errors.New("an absolute http or https address without a user, of 2,000 characters at most")
	}
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		return models.Webhook{}, fmt.Errorf("webhook: make a secret: %w", err)
	}
	secret := secretPrefix + base64.StdEncoding.EncodeToString(random)
	return models.Webhook{ID: models.NewID(models.WebhookPrefix, now, secret), URL: u.String(), Secret: secret, StoryIDs: storyIDs,
		CreatedBy: by, Seq: since, Active: true, NextAt: now}, nil
}

// sign sets the headers of the "Standard Webhooks" specification: the delivery's
// id, the seconds since 1970, and a version with the base64 of HMAC-SHA-256 over
// "id.timestamp.body".
func sign(h http.Header, secret, id string, at time.Time, body []byte) {
	timestamp := strconv.FormatInt(at.Unix(), 10)
	h.Set("Webhook-Id", id)
	h.Set("Webhook-Timestamp", timestamp)
	h.Set("Webhook-Signature", "v1,"+signature(secret, id, timestamp, body))
}

func signature(secret, id, timestamp string, body []byte) string {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil {
		key = []byte(secret) // one that was not made here
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.", id, timestamp)
	mac.Write(body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
