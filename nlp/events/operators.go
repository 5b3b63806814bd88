package events

import "fmt"

// operator is the set of classes of operators.txt a word is in.
type operator uint64

// The classes of operators.txt, in any order.
const (
	opSay operator = 1 << iota
	opClaim
	opDeny
	opThink
	opFuture
	opScheduled
	opPossible
	opRequest
	opThreat
	opNegate
	opCancel
	opPostpone
	opStop
	opBegin
	opLight
	opTry
	opDoes
	opNounFuture
	opNounPossible
	opNounRequest
	opNounNegate
	opNounClaim
	opAdjectiveFuture
	opAdjectivePossible
	opAdjectiveNegate
	opAdjectivePast
	opIf
	opWithout
	opNot
	opMaybe
	opAlleged
	opLong
	opPlace
	opObjectControl
	opAgree
	opPatient
	opBelieve
	opReject
)

var operatorNames = map[string]operator{
	"say": opSay, "claim": opClaim, "deny": opDeny, "think": opThink, "future": opFuture, "scheduled": opScheduled,
	"possible": opPossible, "request": opRequest, "threat": opThreat, "negate": opNegate, "cancel": opCancel,
	"postpone": opPostpone, "stop": opStop, "begin": opBegin, "light": opLight, "try": opTry, "does": opDoes,
	"noun-future": opNounFuture, "noun-possible": opNounPossible, "noun-request": opNounRequest,
	"noun-negate": opNounNegate, "noun-claim": opNounClaim,
	"adjective-future": opAdjectiveFuture, "adjective-possible": opAdjectivePossible,
	"adjective-negate": opAdjectiveNegate, "adjective-past": opAdjectivePast,
	"if": opIf, "without": opWithout, "not": opNot, "maybe": opMaybe, "alleged": opAlleged, "long": opLong,
	"place": opPlace, "object-control": opObjectControl, "agree": opAgree, "patient": opPatient,
	"believe": opBelieve, "reject": opReject,
}

// verbOperators are the classes whose words are verbs.
const verbOperators = opSay | opClaim | opDeny | opThink | opFuture | opScheduled | opPossible | opRequest | opThreat |
	opNegate | opCancel | opPostpone | opStop | opBegin | opLight | opTry | opDoes | opObjectControl | opBelieve | opReject

// recipientClass is the one class whose order matters.
const recipientClass = "recipient"

func (lx *lexicon) addOperator(name, list string) error {
	if name == recipientClass {
		for w := range items(list) {
			lx.recipients[w] = len(lx.recipients)
		}
		return nil
	}
	bit, ok := operatorNames[name]
	if !ok {
		return fmt.Errorf("no class of operators %q", name)
	}
	for w := range items(list) {
		lx.operators[w] |= bit
	}
	return nil
}

func (o operator) is(class operator) bool { return o&class != 0 }
