package nlp

import "testing"

func TestLemma(t *testing.T) {
	tests := []struct{ word, tag, want string }{
		{"said", "VBD", "say"}, {"met", "VBN", "meet"}, {"was", "VBD", "be"}, {"'ve", "VBP", "have"}, {"wo", "MD", "will"},
		{"stopped", "VBD", "stop"}, {"killed", "VBN", "kill"}, {"attacked", "VBD", "attack"}, {"agreed", "VBD", "agree"},
		{"signed", "VBD", "sign"}, {"announced", "VBD", "announce"}, {"urged", "VBD", "urge"}, {"accused", "VBD", "accuse"},
		{"carried", "VBD", "carry"}, {"denied", "VBN", "deny"}, {"threatened", "VBD", "threaten"}, {"visited", "VBD", "visit"},
		{"negotiating", "VBG", "negotiate"}, {"shelling", "VBG", "shell"}, {"making", "VBG", "make"}, {"planning", "VBG", "plan"},
		{"bombing", "VBG", "bomb"}, {"withdrew", "VBD", "withdraw"}, {"overtook", "VBD", "overtake"}, {"cancelled", "VBN", "cancel"},
		{"called", "VBD", "call"}, {"expelled", "VBN", "expel"}, {"released", "VBN", "release"}, {"invaded", "VBD", "invade"},
		{"seized", "VBD", "seize"}, {"fired", "VBD", "fire"}, {"wounded", "VBN", "wound"}, {"arrested", "VBN", "arrest"},
		{"launched", "VBD", "launch"}, {"launches", "VBZ", "launch"}, {"denies", "VBZ", "deny"}, {"goes", "VBZ", "go"}, {"uses", "VBZ", "use"},
		{"imposed", "VBN", "impose"}, {"detained", "VBN", "detain"}, {"occurred", "VBD", "occur"}, {"admitted", "VBD", "admit"},
		{"changed", "VBD", "change"}, {"banned", "VBN", "ban"}, {"voted", "VBD", "vote"}, {"died", "VBD", "die"}, {"captured", "VBD", "capture"},
		{"offered", "VBD", "offer"}, {"discussed", "VBD", "discuss"}, {"targeted", "VBN", "target"}, {"backed", "VBD", "back"},
		{"talks", "NNS", "talk"}, {"crises", "NNS", "crisis"}, {"countries", "NNS", "country"}, {"men", "NNS", "man"}, {"gunmen", "NNS", "gunman"},
		{"attaches", "NNS", "attach"}, {"sanctions", "NNS", "sanction"}, {"processes", "NNS", "process"}, {"troops", "NNS", "troops"},
		{"becoming", "VBG", "become"}, {"postponed", "VBN", "postpone"}, {"controlled", "VBN", "control"}, {"swept", "VBD", "sweep"}, {"described", "VBD", "describe"},
		{"better", "JJR", "good"}, {"larger", "JJR", "large"}, {"heaviest", "JJS", "heavy"}, {"biggest", "JJS", "big"}, {"greater", "JJR", "great"},
		{"talks", "NN", "talks"}, {"the", "DT", "the"}, {"", "VBD", ""}, {"s", "VBZ", "s"}, {"ed", "VBD", "ed"}, {"ing", "VBG", "ing"},
	}
	for _, tt := range tests {
		if got := Lemma(tt.word, tt.tag); got != tt.want {
			t.Errorf("Lemma(%q, %s) = %q, want %q", tt.word, tt.tag, got, tt.want)
		}
	}
}
