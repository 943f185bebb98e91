"""Checks that a simulated Proxmox VE and proxmoxer agree. Arguments: host, port, CA file, password, token secret, check."""

import sys
import time

from proxmoxer import ProxmoxAPI
from proxmoxer.core import ResourceException

host, port, authority, password, secret, check = sys.argv[1:7]


def connect(**credentials):
    return ProxmoxAPI(host, port=int(port), verify_ssl=authority, timeout=60, **credentials)


def by_token():
    return connect(user="svc@pve", token_name="ctl", token_value=secret)


def by_password():
    return connect(user="root@pam", password=password)


def finished(prox, upid):
    node = upid.split(":")[1]
    for _ in range(600):
        status = prox.nodes(node).tasks(upid).status.get()
        if status["status"] == "stopped":
            return status["exitstatus"]
        time.sleep(0.1)
    raise AssertionError("%s did not end" % upid)


def refused(status, call, **arguments):
    try:
        answer = call(**arguments)
    except ResourceException as refusal:
        assert refusal.status_code == status, refusal
        return refusal
    raise AssertionError("was not refused: %r" % (answer,))


def tickets():
    prox = by_password()
    ticket, csrf = prox.get_tokens()
    assert ticket.startswith("PVE:root@pam:"), ticket
    assert csrf
    assert prox.version.get()["release"] == "9.1"
    assert finished(prox, prox.nodes("pve1").qemu(101).status.start.post()) == "OK"
    try:
        connect(user="root@pam", password="wrong-password")
    except Exception as failure:
        # This version of proxmoxer reads JSON out of an empty body before it can say what was wrong.
        assert type(failure).__name__ in ("AuthenticationError", "JSONDecodeError"), failure
    else:
        raise AssertionError("a wrong password was taken")


def reads():
    prox = by_token()
    assert sorted(node["node"] for node in prox.nodes.get()) == ["pve1", "pve2"]
    assert prox.cluster.status.get()[0]["quorate"] == 1
    assert {row["vmid"] for row in prox.cluster.resources.get(type="vm")} == {100, 101, 200}
    assert prox.cluster.nextid.get() == "102"
    assert [row["vmid"] for row in prox.nodes("pve2").lxc.get()] == [200]
    config = prox.nodes("pve1").qemu(100).config.get()
    assert config["memory"] == "2048" and config["cores"] == 2
    agent = prox.nodes("pve1").qemu(100).agent("network-get-interfaces").get()["result"]
    assert agent[1]["ip-addresses"][0]["ip-address"] == "192.0.2.100"
    assert prox.nodes("pve2").lxc(200).interfaces.get()[1]["inet"] == "192.0.2.200/24"
    assert prox.nodes("pve1").certificates.info.get()[1]["filename"] == "pve-ssl.pem"
    backup = prox.nodes("pve1").storage("nas").content.get(content="backup")[0]
    assert prox.nodes("pve1").storage("nas").content(backup["volid"]).get()["format"] == "vma.zst"
    assert prox.pools("web").get()["members"][0]["id"] == "qemu/100"
    assert prox.cluster.backup("nightly").get()["prune-backups"] == {"keep-last": "3"}


def guests():
    prox = by_token()
    node = prox.nodes("pve1")
    vmid = prox.cluster.nextid.get()
    made = node.qemu.create(vmid=vmid, name="made", memory=512, scsi0="local-lvm:1", net0="virtio,bridge=vmbr0")
    assert finished(prox, made) == "OK"
    assert node.qemu(vmid).config.get()["net0"].startswith("virtio=BC:24:11:")
    assert node.qemu(vmid).config.put(description="by a client", tags="b,a") is None
    assert node.qemu(vmid).config.get()["tags"] == "a;b"
    assert finished(prox, node.qemu(vmid).resize.put(disk="scsi0", size="+1G")) == "OK"
    assert finished(prox, node.qemu(vmid).status.start.post()) == "OK"
    assert node.qemu(vmid).status.current.get()["qmpstatus"] == "running"
    assert finished(prox, node.qemu(vmid).snapshot.post(snapname="before", vmstate=0)) == "OK"
    assert [one["name"] for one in node.qemu(vmid).snapshot.get()] == ["before", "current"]
    assert finished(prox, node.qemu(vmid).status.shutdown.post(forceStop=1)) == "OK"
    assert finished(prox, node.qemu(vmid).clone.post(newid=500, name="copy", full=1)) == "OK"
    assert finished(prox, node.qemu(500).delete(purge=1)) == "OK"
    assert finished(prox, node.qemu(vmid).delete()) == "OK"
    assert prox.cluster.nextid.get() == vmid


def containers():
    prox = by_token()
    node = prox.nodes("pve2")
    template = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst"
    refusal = refused(500, node.lxc.create, vmid=300, ostemplate=template)
    assert "does not exist" in str(refusal), refusal
    made = prox.nodes("pve1").lxc.create(
        vmid=300, ostemplate=template, hostname="made", rootfs="local-lvm:2", net0="name=eth0,bridge=vmbr0,ip=192.0.2.30/24", unprivileged=1, start=1)
    assert finished(prox, made) == "OK"
    container = prox.nodes("pve1").lxc(300)
    assert container.interfaces.get()[1]["inet"] == "192.0.2.30/24"
    assert str(refused(500, container.status.start.post)).endswith("CT 300 already running")
    assert finished(prox, container.delete(force=1)) == "OK"


def backups():
    prox = by_token()
    node = prox.nodes("pve1")
    assert finished(prox, node.vzdump.post(vmid=101, storage="nas", mode="snapshot", compress="zstd")) == "OK"
    archive = node.storage("nas").content.get(content="backup", vmid=101)[0]["volid"]
    assert finished(prox, node.qemu.post(vmid=400, archive=archive, unique=1)) == "OK"
    assert node.qemu(400).config.get()["name"] == "idle"
    assert finished(prox, node.storage("nas").content(archive).delete()) == "OK"
    assert prox.nodes("pve2").vzdump.post(vmid=101, storage="nas") == "OK"
    log = node.tasks(node.tasks.get(typefilter="vzdump", source="all")[0]["upid"]).log.get()
    assert log[-1]["t"] == "TASK OK", log


def errors():
    prox = by_token()
    assert "does not exist" in refused(500, prox.nodes("pve1").qemu(999).config.get).content
    # This version looks for the parameters' errors inside the data, where no Proxmox VE has them.
    assert refused(400, prox.nodes("pve1").qemu.get, colour="red").content == "Parameter verification failed."
    assert refused(501, prox.nothing.here.get).status_code == 501
    assert refused(500, prox.pools("nobody").get).content == "pool 'nobody' does not exist"
    ops = connect(user="ops@pve", token_name="power", token_value="33333333-3333-4333-8333-333333333333")
    assert refused(403, ops.nodes("pve1").qemu(101).status.start.post).content == "Permission check failed (/vms/101, VM.PowerMgmt)"
    nobody = connect(user="svc@pve", token_name="ctl", token_value="00000000-0000-4000-8000-000000000000")
    assert refused(401, nobody.nodes.get).status_code == 401


def hops():
    prox = by_token()
    refusal = refused(595, prox.nodes("pve2").lxc.get)
    assert refusal.status_message.startswith("Errors during connection establishment"), refusal
    assert [node["status"] for node in prox.nodes.get()] == ["online", "offline"]


{"tickets": tickets, "reads": reads, "guests": guests, "containers": containers, "backups": backups, "errors": errors, "hops": hops}[check]()
print("%s agrees" % check)
