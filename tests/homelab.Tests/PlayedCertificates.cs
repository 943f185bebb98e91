using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Tests;

/// <summary>A name that is served well at one place and badly at another, and a node that no longer answers.</summary>
sealed class PlayedCertificates : Certificates.CertificatesBase
{
    static readonly Timestamp Since = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(-20));

    public override Task<ListCertificatesResponse> ListCertificates(ListCertificatesRequest request, ServerCallContext context) => Task.FromResult(new ListCertificatesResponse
    {
        Certificates =
        {
            new Certificate
            {
                Object = "host/music.example.org", Signal = "tls 192.0.2.10:443", Since = Since, Names = { "music.example.org" }, Issuer = "CN=R11, O=Let's Encrypt, C=US",
                Fingerprint = new string('a', 64), NotAfter = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(50)), Trusted = Answer.Yes, CoversName = Answer.Yes,
                BearsOn = { "docker/komodo-host/music/web" },
            },
            new Certificate
            {
                Object = "host/music.example.org", Signal = "tls 192.0.2.11:443", Since = Since, Names = { "TRAEFIK DEFAULT CERT\u001b[2J" }, Issuer = "CN=TRAEFIK DEFAULT CERT",
                Fingerprint = new string('b', 64), NotAfter = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(-1)), Trusted = Answer.No,
                Distrust = "its authority is none of this machine's", CoversName = Answer.No, Trouble = "192.0.2.11 refuses connections to port 443",
            },
            new Certificate
            {
                Object = "kubernetes/talos/cert-manager.io/Certificate/gateway/wildcard", Signal = "cert-manager", Since = Since, Names = { "*.example.org" },
                Issuer = "ClusterIssuer letsencrypt", NotAfter = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(40)), RenewsAt = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(10)),
            },
            new Certificate { Object = "host/attic.example.org", Signal = "tls 192.0.2.12:443", Since = Since, Trouble = "192.0.2.12 cannot be reached from here" },
        },
    });
}
