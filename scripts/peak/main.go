// Peak runs a command and prints the most memory it held, in KiB, and how long
// it took. What the command prints is dropped.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: peak COMMAND [ARGUMENT...]")
		os.Exit(2)
	}
	cmd := exec.Command(os.Args[1], os.Args[2:]...) //nolint:gosec,noctx // running what it is told to is what it is for
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "peak:", err)
		os.Exit(1)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		fmt.Fprintln(os.Stderr, "peak: this system does not tell")
		os.Exit(1)
	}
	fmt.Printf("%d KiB, %.2f s of processor time\n", usage.Maxrss, (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds())
}
