using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Tests;

/// <summary>What one service tells of its work; decisions are kept for a test to see.</summary>
sealed class PlayedControl : Control.ControlBase
{
    public static readonly string LargeHash = new('e', 64);
    const string MaxDeletes = "8000 deletes; the lab allows 5 without a person (policy.maxDeletes).";
    static readonly string ShortHash = new('a', 64);

    readonly List<LedgerEntry> ledger = [];
    readonly List<Work> work = [];
    readonly List<Proposal> proposals = [];
    readonly Dictionary<string, Plan> plans = [];
    readonly List<DeadLetter> letters = [];

    public List<string> Decided { get; } = [];

    public static PlayedControl OfInventory() => new();

    public static PlayedControl OfStacks() => new();

    public static PlayedControl OfDns()
    {
        var control = new PlayedControl();
        control.work.Add(new Work
        {
            Kind = "zone", Key = "example.org", Outcome = "Stalled", ReasonCode = "ForeignRecord", Reason = "home.example.org A 203.0.113.9 is there already.",
            OutcomeAt = At(-40), DueAt = At(300),
        });
        control.plans["example.org"] = new Plan { Hash = ShortHash, At = At(-40), Json = PlayedPlans.Withheld };
        control.work.Add(new Work
        {
            Kind = "zone", Key = "large.example", Outcome = "Proposed", ReasonCode = "MaxDeletes", Reason = MaxDeletes,
            OutcomeAt = At(-5), DueAt = At(600), Attempts = 2,
        });
        control.plans["large.example"] = new Plan { Hash = LargeHash, At = At(-5), Json = PlayedPlans.Large(8000) };
        control.proposals.Add(new Proposal
        {
            Kind = "zone", Key = "large.example", Hash = LargeHash, ProposedAt = At(-5), ExpiresAt = At(86_400), Status = "Waiting", Deletes = 8000,
            Reasons =
            {
                new ProposalReason { Code = "MaxDeletes", Message = MaxDeletes },
                new ProposalReason { Code = "MaxDeleteShare", Message = "8000 deletes of 8100 owned objects, 99 %; the lab allows 30 % without a person (policy.maxDeleteShare)." },
            },
        });
        control.AddChange(1, "create", "example.org/photos.example.org/CNAME", "Applied", "docker/komodo-host/immich/server wants it.", "accepted");
        control.AddChange(3, "delete", "example.org/old.example.org/A", "Rejected", "Nobody wants it any more.", "the provider said no");
        control.letters.Add(new DeadLetter
        {
            Id = "5b0c", Queue = "dns-resource-changed", Type = "homelab:inventory:resource-changed:v1", At = At(-3600),
            Error = "the key is missing", Body = """{"revision":7}""",
        });
        return control;
    }

    /// <summary>One more key whose plan waits.</summary>
    public void Propose(string key, string plan, IEnumerable<ProposalReason> reasons)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(plan)));
        work.Add(new Work { Kind = "zone", Key = key, Outcome = "Proposed", ReasonCode = "MaxDeletes", Reason = MaxDeletes, OutcomeAt = At(-5), DueAt = At(600) });
        plans[key] = new Plan { Hash = hash, At = At(-6), Json = plan };
        proposals.Add(new Proposal
        {
            Kind = "zone", Key = key, Hash = hash, ProposedAt = At(-5), ExpiresAt = At(86_400), Status = "Waiting", Deletes = 1, Reasons = { reasons },
        });
    }

    public override Task<ListWorkResponse> ListWork(ListWorkRequest request, ServerCallContext context) =>
        Task.FromResult(new ListWorkResponse { Work = { work } });

    public override Task<Plan> GetPlan(GetPlanRequest request, ServerCallContext context) => Task.FromResult(
        plans.GetValueOrDefault(request.Key) ?? throw NotFound($"There is no plan of {request.Kind}/{request.Key}."));

    public override Task<ListProposalsResponse> ListProposals(ListProposalsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListProposalsResponse { Proposals = { proposals } });

    public override Task<ApproveResponse> Approve(ApproveRequest request, ServerCallContext context)
    {
        if (proposals.All(it => it.Hash != request.Hash))
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, $"The plan of {request.Kind}/{request.Key} is another by now."));
        }
        Decided.Add($"approve {request.Kind}/{request.Key} {request.Hash}");
        return Task.FromResult(new ApproveResponse());
    }

    public override Task<RejectResponse> Reject(RejectRequest request, ServerCallContext context)
    {
        Decided.Add($"reject {request.Kind}/{request.Key} {request.Hash}: {request.Why}");
        return Task.FromResult(new RejectResponse());
    }

    public override Task<ReconcileResponse> Reconcile(ReconcileRequest request, ServerCallContext context) => Task.FromResult(new ReconcileResponse());

    public override Task<ListHistoryResponse> ListHistory(ListHistoryRequest request, ServerCallContext context) => Task.FromResult(new ListHistoryResponse
    {
        Entries =
        {
            ledger.Where(it => it.Object.StartsWith(request.Object, StringComparison.Ordinal) && (request.Before == 0 || it.Id < request.Before))
                .OrderByDescending(it => it.Id).Take(request.Limit),
        },
    });

    public override Task<VerifyHistoryResponse> VerifyHistory(VerifyHistoryRequest request, ServerCallContext context) => Task.FromResult(
        request.KnownSeal.Length > 0
            ? new VerifyHistoryResponse { Entries = 4, SealedThrough = 4, FirstBrokenId = 2, Reason = "entry 2 was altered", Seal = "c0ffee" }
            : new VerifyHistoryResponse { Entries = ledger.Count, SealedThrough = ledger.Count, Seal = ledger.Count == 0 ? "" : "c0ffee" });

    public override Task<ListDeadLettersResponse> ListDeadLetters(ListDeadLettersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDeadLettersResponse { DeadLetters = { letters } });

    public override Task<ReplayDeadLetterResponse> ReplayDeadLetter(ReplayDeadLetterRequest request, ServerCallContext context) =>
        Task.FromResult(new ReplayDeadLetterResponse());

    void AddChange(long id, string action, string target, string result, string why, string answer)
    {
        var intent = new LedgerEntry
        {
            Id = id, At = At(-600 + id), Entry = "intent", ChangeId = $"change-{id}", Kind = "zone", Key = "example.org", Object = target, Action = action,
            Actor = "HomeLab.Dns", Reason = why, CauseKind = "ResourceChanged", CauseKey = "docker/komodo-host/immich/server",
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", DetailJson = """{"expected":null}""",
        };
        var settlement = intent.Clone();
        (settlement.Id, settlement.At, settlement.Entry, settlement.Result, settlement.Reason) = (id + 1, At(-600 + id + 1), "settlement", result, answer);
        ledger.Add(intent);
        ledger.Add(settlement);
    }

    static RpcException NotFound(string message) => new(new Status(StatusCode.NotFound, message));

    static Timestamp At(double seconds) => Timestamp.FromDateTimeOffset(FakeFleet.Now.AddSeconds(seconds));
}
