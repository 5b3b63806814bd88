package crf

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// ErrFormat says that the data is no model of this version.
var ErrFormat = errors.New("crf: no model file, or a broken one")

// The file: magic, then little-endian the length and the CRC-32 (IEEE) of the
// unpacked rest, then the rest, deflated: the numbers of keys and cells, the
// scale, the weights of the moves (first labels, then steps), the number of
// keys of each bucket as a byte, the keys, the number of cells of each key as a
// byte, the labels of all cells, their values.
const (
	magic      = "CRF1"
	headerSize = len(magic) + 8
	fixedSize  = 12 + 4*Labels
	maxSize    = 64 << 20
)

// Write returns the file of the model.
func (m *Model) Write() ([]byte, error) {
	var b []byte
	u32 := func(x uint32) { b = binary.LittleEndian.AppendUint32(b, x) }
	u32(uint32(len(m.keys)))
	u32(uint32(len(m.cells)))
	u32(math.Float32bits(m.scale))
	for _, w := range m.moves.start {
		u32(math.Float32bits(float32(w)))
	}
	for _, w := range m.moves.step {
		u32(math.Float32bits(float32(w)))
	}
	for i := range numBuckets {
		b = append(b, byte(m.buckets[i+1]-m.buckets[i]))
		if m.buckets[i+1]-m.buckets[i] > 255 {
			return nil, fmt.Errorf("crf: write: every key of bucket %d is taken", i)
		}
	}
	b = append(b, m.keys...)
	for i := range m.keys {
		b = append(b, byte(m.starts[i+1]-m.starts[i]))
	}
	for _, c := range m.cells {
		b = append(b, byte(c.label))
	}
	for _, c := range m.cells {
		b = append(b, byte(c.value))
	}
	var out bytes.Buffer
	out.WriteString(magic)
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(b)))
	out.Write(binary.LittleEndian.AppendUint32(head, crc32.ChecksumIEEE(b)))
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err == nil {
		_, err = w.Write(b)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("crf: write: %w", err)
	}
	return out.Bytes(), nil
}

// Read returns the model of a file. Its error is ErrFormat.
func Read(file []byte) (*Model, error) {
	if len(file) < headerSize || string(file[:len(magic)]) != magic {
		return nil, ErrFormat
	}
	size := binary.LittleEndian.Uint32(file[len(magic):])
	if size > maxSize {
		return nil, ErrFormat
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(flate.NewReader(bytes.NewReader(file[headerSize:])), b); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if crc32.ChecksumIEEE(b) != binary.LittleEndian.Uint32(file[len(magic)+4:]) {
		return nil, ErrFormat
	}
	return parse(b)
}

// parse reads the unpacked file.
func parse(b []byte) (*Model, error) {
	if len(b) < fixedSize+4*len(steps)+numBuckets {
		return nil, ErrFormat
	}
	u32 := func() uint32 {
		x := binary.LittleEndian.Uint32(b)
		b = b[4:]
		return x
	}
	keys, cells := uint64(u32()), uint64(u32())
	m := &Model{scale: math.Float32frombits(u32()), buckets: make([]uint32, numBuckets+1)}
	for k := range m.moves.start {
		m.moves.start[k] = float64(math.Float32frombits(u32()))
	}
	m.moves.step = make([]float64, len(steps))
	for i := range m.moves.step {
		m.moves.step[i] = float64(math.Float32frombits(u32()))
	}
	if uint64(len(b)) != numBuckets+2*keys+2*cells {
		return nil, ErrFormat
	}
	sum := uint32(0)
	for i, n := range b[:numBuckets] {
		sum += uint32(n)
		m.buckets[i+1] = sum
	}
	if uint64(sum) != keys {
		return nil, ErrFormat
	}
	b = b[numBuckets:]
	m.keys, b = b[:keys:keys], b[keys:]
	m.starts = make([]uint32, keys+1)
	sum = 0
	for i, n := range b[:keys] {
		sum += uint32(n)
		m.starts[i+1] = sum
	}
	if uint64(sum) != cells {
		return nil, ErrFormat
	}
	b = b[keys:]
	m.cells = make([]cell, cells)
	for i := range m.cells {
		if b[i] >= Labels {
			return nil, ErrFormat
		}
		m.cells[i] = cell{Label(b[i]), int8(b[uint64(i)+cells])}
	}
	return m, nil
}
