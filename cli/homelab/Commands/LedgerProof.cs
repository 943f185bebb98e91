using System.Text.Json.Nodes;
using HomeLab.Cli.Fleets;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands;

/// <summary>Whether a service's ledger is as it was written.</summary>
sealed record LedgerProof(FleetService Service, VerifyHistoryResponse Answer)
{
    static readonly IReadOnlyList<Column<LedgerProof>> Table =
    [
        new("SERVICE", proof => proof.Service.Name),
        new("LEDGER", proof => proof.IsWhole ? new Cell("whole", Tone.Good) : new Cell($"broken at {proof.Answer.FirstBrokenId}", Tone.Bad)),
        new("SEALED", proof => $"{proof.Answer.Entries} entries"),
        new("SEAL", proof => proof.Answer.Seal),
        new("REASON", proof => proof.Answer.Reason, IsElastic: true),
    ];

    bool IsWhole => Answer.FirstBrokenId == 0 && Answer.Reason.Length == 0;

    /// <param name="seals"><c>service=hex</c> each.</param>
    public static async Task<int> ShowAsync(Run run, IReadOnlyList<string> seals, CancellationToken cancellationToken)
    {
        var known = Known(run, seals);
        var answers = await run.Fleet.AllAsync(service => service.ControlAsync(
            (control, options) => control.VerifyHistoryAsync(
                new VerifyHistoryRequest { KnownSeal = known.GetValueOrDefault(service.Name, "") }, options),
            cancellationToken));
        LedgerProof[] proofs = [.. answers.Select(it => new LedgerProof(it.Service, it.Answer))];
        run.Page.List(proofs, Table, proof => proof.ToJson(), "No service keeps a ledger.");
        return proofs.All(proof => proof.IsWhole) ? ExitCode.Ok : ExitCode.Failed;
    }

    static Dictionary<string, string> Known(Run run, IReadOnlyList<string> seals)
    {
        var known = new Dictionary<string, string>();
        foreach (var seal in seals)
        {
            if (seal.Split('=') is not [var service, { Length: > 0 } hex] || run.Fleet.Services.All(it => it.Name != service))
            {
                var services = string.Join(", ", run.Fleet.Services.Select(it => it.Name));
                throw new CommandException(ExitCode.Usage, $"--known-seal is service=hex, where the services are {services}.");
            }
            known[service] = hex;
        }
        return known;
    }

    JsonObject ToJson() => new()
    {
        ["service"] = Service.Name,
        ["isWhole"] = IsWhole,
        ["entries"] = Answer.Entries,
        ["sealedThrough"] = Answer.SealedThrough,
        ["firstBrokenId"] = IsWhole ? null : Answer.FirstBrokenId,
        ["reason"] = Answer.Reason,
        ["seal"] = Answer.Seal,
    };
}
