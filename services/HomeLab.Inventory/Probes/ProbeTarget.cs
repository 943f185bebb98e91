using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Probes;

/// <summary>Something that is asked how a system is.</summary>
/// <param name="Address">What is asked on: a container, a service, a guest, or a URL that the lab names.</param>
/// <param name="Host">An address, or a name that the lab gives.</param>
/// <param name="Path">Of HTTP.</param>
sealed record ProbeTarget(string System, string Site, string Address, ProbeSpec Probe, string Host, int Port, string Scheme = "", string Path = "")
{
    /// <summary>Of TLS: by which the certificate is asked for; empty: by none.</summary>
    public string Name { get; init; } = "";

    public bool IsTls => Probe.Probe == "tls";

    public ProbeReading Reading(DateTimeOffset at) => new(System, Site, Address, Probe.Probe, AnswerRule.KeyOf(Probe)) { At = at };

    public override string ToString() => $"{Probe.Probe} {Host}:{Port}{Path}";
}
