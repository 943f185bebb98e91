using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Evaluation;
using Contract = HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers which certificates the lab shows.</summary>
sealed class CertificatesService(LabViews views) : Contract.Certificates.CertificatesBase
{
    public override async Task<ListCertificatesResponse> ListCertificates(ListCertificatesRequest request, ServerCallContext context)
    {
        var view = await views.ReadAsync(context.CancellationToken);
        var scope = request.Scope.TrimEnd('/');
        return new ListCertificatesResponse
        {
            Certificates = { view.Certificates.Select(it => Of(it, CertificateRelations.Of(view.Graph, it.State.Object))).Where(it => IsWithin(it, scope)) },
            Gaps = { view.Gaps.Select(it => new GraphGap { Source = it.Name, Reason = it.Reason }) },
        };
    }

    static bool IsWithin(Contract.Certificate it, string scope) => scope.Length == 0 || it.Object == $"host/{scope}"
        || it.BearsOn.Append(it.Object).Any(address => address == scope || address.StartsWith(scope + "/", StringComparison.Ordinal));

    static Contract.Certificate Of(KnownCertificate known, IEnumerable<string> bearsOn) => new()
    {
        Object = known.State.Object,
        BearsOn = { bearsOn },
        Signal = known.State.Signal,
        Since = known.Since.ToTimestamp(),
        Names = { known.Certificate.Names },
        Subject = known.Certificate.Subject,
        Issuer = known.Certificate.Issuer,
        Serial = known.Certificate.Serial,
        Fingerprint = known.Certificate.Fingerprint,
        NotBefore = known.Certificate.NotBefore?.ToTimestamp(),
        NotAfter = known.Certificate.NotAfter?.ToTimestamp(),
        Trusted = Of(known.State.IsTrusted),
        Distrust = known.State.Distrust,
        CoversName = Of(known.State.CoversName),
        RenewsAt = known.State.RenewsAt?.ToTimestamp(),
        Trouble = known.State.Trouble,
    };

    static Answer Of(bool? answer) => answer switch
    {
        null => Answer.Unspecified,
        true => Answer.Yes,
        false => Answer.No,
    };
}
