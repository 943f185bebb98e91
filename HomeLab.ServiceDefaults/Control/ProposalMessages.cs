using HomeLab.Contracts.Grpc.Control;
using HomeLab.ServiceDefaults.Reconciliation;
using Proposal = HomeLab.Contracts.Grpc.Control.Proposal;

namespace HomeLab.ServiceDefaults.Control;

static class ProposalMessages
{
    const string Waiting = "Waiting";

    public static Proposal Of(OpenProposal open) => new()
    {
        Kind = open.Kind,
        Key = open.Key,
        Hash = open.Hash,
        ProposedAt = Instant.Of(open.ProposedAt),
        ExpiresAt = Instant.Of(open.ExpiresAt),
        Reasons = { open.Why.Select(reason => new ProposalReason { Code = reason.Code, Message = reason.Message }) },
        Status = open.Decision ?? Waiting,
        DecidedBy = open.DecidedBy ?? "",
        Creates = open.Creates,
        Updates = open.Updates,
        Deletes = open.Deletes,
    };
}
