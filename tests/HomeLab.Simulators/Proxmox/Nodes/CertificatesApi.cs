using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.Listening;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Nodes;

static class CertificatesApi
{
    const string AlternativeNames = "2.5.29.17";

    public static IEnumerable<ApiMethod> Endpoints { get; } = [new("GET", "/nodes/{node}/certificates/info", None, List)];

    static JsonArray List(ProxmoxCall call) =>
        [Describe("pve-root-ca.pem", call.View.Authority.Pem), Describe("pve-ssl.pem", call.Node.Certificate.Pem)];

    static JsonObject Describe(string file, string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        var names = certificate.Extensions[AlternativeNames] is { } extension ? new X509SubjectAlternativeNameExtension(extension.RawData) : null;
        return new JsonObject
        {
            ["filename"] = file,
            ["subject"] = OneLine(certificate.SubjectName),
            ["issuer"] = OneLine(certificate.IssuerName),
            ["notbefore"] = new DateTimeOffset(certificate.NotBefore).ToUnixTimeSeconds(),
            ["notafter"] = new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds(),
            ["fingerprint"] = Certificates.Fingerprint(pem),
            ["san"] = names is null ? [] : new JsonArray([.. names.EnumerateIPAddresses().Select(ip => (JsonNode)ip.ToString()), .. names.EnumerateDnsNames().Select(name => (JsonNode)name)]),
            ["pem"] = pem + "\n",
            ["public-key-type"] = "id-ecPublicKey",
            ["public-key-bits"] = 256,
        };
    }

    static string OneLine(X500DistinguishedName name) =>
        string.Concat(name.Name.Split(", ").Reverse().Select(part => "/" + part));
}
