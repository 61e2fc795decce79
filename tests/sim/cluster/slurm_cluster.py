"""A Slurm of its own on this machine: a controller and two nodes, in a folder of its own."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

DAEMONS = ("munged", "slurmctld", "slurmd")
NODES = ("n0", "n1")


class DoesNotComeUp(Exception):
    """The daemons were started and are not ready, for reasons of this machine."""


def why_impossible():
    """Why there can be no cluster here; nothing if there can be."""
    missing = [name for name in DAEMONS if shutil.which(name, path=search_path()) is None]
    if missing:
        return "not installed: " + ", ".join(missing)
    if os.geteuid() != 0:
        return "needs root"
    return None


def search_path():
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def free_ports(count):
    """Ports that nobody listens at."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Cluster:
    """Runs between `with` and its end. `environment` is for what talks to it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.processes = []
        self.environment = dict(os.environ, PATH=search_path(),
                                SLURM_CONF=str(self.folder / "slurm.conf"))

    def __enter__(self):
        self.folder.chmod(0o755)
        try:
            self.start_munge()
            self.write_configuration()
            self.start("slurmctld", "-D")
            for node in NODES:
                self.start("slurmd", "-D", "-N", node)
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
        for process in reversed(self.processes):
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, *command):
        with open(self.folder / f"{len(self.processes)}-{command[0]}.log", "wb") as log:
            self.processes.append(subprocess.Popen(command, env=self.environment, stdout=log,
                                                   stderr=log, stdin=subprocess.DEVNULL))

    def start_munge(self):
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        self.munge_socket = self.folder / "munge.socket"
        self.start("munged", "--foreground", "--force", "--key-file", str(key),
                   "--socket", str(self.munge_socket), "--pid-file", str(self.folder / "munge.pid"),
                   "--seed-file", str(self.folder / "munge.seed"),
                   "--log-file", str(self.folder / "munge.log"))

    def write_configuration(self):
        controller, first, second = free_ports(3)
        for name in ("state", "spool-n0", "spool-n1"):
            (self.folder / name).mkdir()
        host = socket.gethostname()
        nodes = "\n".join(
            f"NodeName={name} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1"
            for name, port in zip(NODES, (first, second)))
        (self.folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n")
        (self.folder / "slurm.conf").write_text(f"""\
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={self.munge_socket}
CryptoType=crypto/munge
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool-%n
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd-%n.pid
SlurmctldLogFile={self.folder}/slurmctld.log
SlurmdLogFile={self.folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SlurmdParameters=config_overrides
SelectType=select/cons_tres
ReturnToService=2
MpiDefault=none
KillWait=2
{nodes}
PartitionName=all Nodes={",".join(NODES)} Default=YES MaxTime=INFINITE State=UP
""")

    def run(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True,
                              check=False)

    def wait_until_ready(self):
        for _ in range(300):
            listed = self.run("sinfo", "--noheader", "--Node", "--format=%N %t")
            states = dict(line.split() for line in listed.stdout.splitlines())
            if listed.returncode == 0 and [states.get(node) for node in NODES] == ["idle", "idle"]:
                return
            time.sleep(0.1)
        logs = "".join(path.read_text(errors="replace") for path in self.folder.glob("*.log"))
        raise DoesNotComeUp("the cluster does not come up:\n" + logs)
