using HomeLab.Inventory.Certificates;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Probes;

/// <summary>A place where a certificate is served.</summary>
/// <param name="Object">Whose it is: <c>host/photos.example.org</c>, or the address of what is asked.</param>
/// <param name="Name">By which it is asked for; empty: by its address alone.</param>
/// <param name="Gap">Why it may not be there any more, so that it is not asked; null: it is.</param>
sealed record TlsTarget(string Object, string Name, string Host, int Port, string? Gap)
{
    static readonly ProbeSpec Look = new() { Probe = "tls" };

    public string Signal => $"{CertificateState.Tls} {Host}:{Port}";

    public ProbeTarget Asked => new("", "", Object, Look, Host, Port) { Name = Name };
}
