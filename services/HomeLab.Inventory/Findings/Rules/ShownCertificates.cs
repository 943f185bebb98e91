using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Certificates that something shows, or that are issued for it; what Proxmox nodes tell of theirs has a rule of its own.</summary>
/// <param name="First">The one that ends first.</param>
/// <param name="Evidence">Where each was seen.</param>
sealed record ShownCertificates(string Object, KnownCertificate First, string Evidence)
{
    const int MostNamed = 5;

    /// <summary>Of each object all of which something holds, as one. A Secret repeats what its Certificate tells.</summary>
    public static IEnumerable<ShownCertificates> Of(Survey survey, Func<KnownCertificate, bool> holds) => survey.Certificates
        .Where(it => it.State.SignalKind != CertificateState.Proxmox && !it.State.Object.Contains("/Secret/", StringComparison.Ordinal) && holds(it))
        .GroupBy(it => it.State.Object)
        .Select(it => it.OrderBy(one => one.Certificate.NotAfter).ThenBy(one => one.State.Signal, StringComparer.Ordinal).ToList())
        .Select(it => new ShownCertificates(it[0].State.Object, it[0], string.Join("; ", it.Take(MostNamed).Select(Told))));

    public static string NamesOf(KnownCertificate it) => it.Certificate.Names.Count == 0 ? it.Certificate.Subject
        : string.Join(", ", it.Certificate.Names.Take(MostNamed)) + (it.Certificate.Names.Count > MostNamed ? ", …" : "");

    static string Told(KnownCertificate it) =>
        $"{it.State.Signal}: {NamesOf(it)} by {it.Certificate.Issuer}, until {Validity.Told(it.Certificate.NotAfter)}{(it.State.Trouble.Length > 0 ? $"; {it.State.Trouble}" : "")}";
}
