using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Certificates;

/// <summary>
/// What cert-manager tells of the certificates that it keeps, and of the Secrets that hold them. A Secret is never read: its metadata name the
/// Certificate, and a finished CertificateRequest has what was issued, which is public.
/// </summary>
/// <remarks>https://cert-manager.io/docs/reference/annotations/ names the annotations.</remarks>
static class IssuedCertificates
{
    const string Group = "cert-manager.io";
    public const string OfCertificate = $"{Group}/certificate-name";
    const string Revision = $"{Group}/certificate-revision";

    public static IEnumerable<CertificateState> Of(LabView view)
    {
        var requests = view.Observations.Where(it => it is { ApiGroup: Group, Kind: "CertificateRequest" }).ToLookup(it => Key(it, it.Annotations.GetValueOrDefault(OfCertificate, "")));
        var certificates = view.Observations.Where(it => it is { ApiGroup: Group, Kind: "Certificate" })
            .Select(it => (Object: it, State: StateOf(it, requests[Key(it, it.Name)]))).ToDictionary(it => Key(it.Object, it.Object.Name));
        foreach (var (_, (_, state)) in certificates)
            yield return state;
        foreach (var secret in view.Observations.Where(it => it is { ApiGroup: "", Kind: "Secret" }))
        {
            if (certificates.TryGetValue(Key(secret, secret.Annotations.GetValueOrDefault(OfCertificate, "")), out var kept)
                && kept.Object.Facts["spec"].Text("secretName") == secret.Name)
                yield return kept.State with { Object = secret.Address };
        }
    }

    static (string Site, string Namespace, string Certificate) Key(Observation it, string certificate) => (it.Site, it.Namespace, certificate);

    static CertificateState StateOf(Observation certificate, IEnumerable<Observation> requests)
    {
        var (spec, status) = (certificate.Facts["spec"], certificate.Facts["status"]);
        var issued = requests.Where(it => it.Annotations.GetValueOrDefault(Revision) == status.Text("revision")).Select(it => Issued(it.Facts["status"])).FirstOrDefault(it => it is not null);
        return new CertificateState(certificate.Address, CertificateState.CertManager)
        {
            Certificate = issued ?? new CertificateFacts
            {
                Names = [.. spec.At("dnsNames").Items().Concat(spec.At("ipAddresses").Items()).Select(it => it.ToString()).Take(CertificateFacts.MostNames)],
                Issuer = $"{(spec.At("issuerRef").Text("kind") is { Length: > 0 } kind ? kind : "Issuer")} {spec.At("issuerRef").Text("name")}",
                NotBefore = Times.Of(status.Text("notBefore")),
                NotAfter = Times.Of(status.Text("notAfter")),
            },
            RenewsAt = Times.Of(status.Text("renewalTime")),
            Trouble = status.At("conditions").Items().FirstOrDefault(it => it.Text("type") == "Ready" && it.Text("status") == "False") is { } failing
                ? $"not ready: {failing.Text("message")}" : "",
        };
    }

    /// <returns>Null: nothing was issued, or it is no certificate.</returns>
    static CertificateFacts? Issued(JsonNode? status)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(status.Text("certificate"))));
            return CertificateFacts.Of(certificate);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
