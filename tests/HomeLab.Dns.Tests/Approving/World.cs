using FsCheck;
using FsCheck.Fluent;

namespace HomeLab.Dns.Tests.Approving;

/// <summary>What is wanted at first, what changes so that a plan waits, what happens then, and what a person says to the plan.</summary>
sealed record World(IReadOnlyList<Move> First, IReadOnlyList<Move> Change, IReadOnlyList<Move> Meanwhile, Answer Answer)
{
    public static readonly Gen<World> Any =
        from first in Move.Wish.ListOf(5)
        from change in Move.Wish.ListOf(4)
        // Mostly not much happens, or no approval would ever be of use.
        from count in Gen.Frequency((2, Gen.Constant(0)), (5, Gen.Constant(1)), (3, Gen.Choose(2, 4)))
        from meanwhile in Move.Any.ListOf(count)
        from answer in Gen.Frequency((6, Gen.Constant(Answer.Approve)), (3, Gen.Elements(Enum.GetValues<Answer>())))
        select new World([.. first], [.. change], [.. meanwhile], answer);

    public override string ToString() =>
        $"first [{string.Join(", ", First)}], then [{string.Join(", ", Change)}], meanwhile [{string.Join(", ", Meanwhile)}], {Answer}";
}

enum Answer
{
    Approve,
    ApproveAnotherHash,
    Reject,
    RejectAndApprove,
    ApproveAndReject,
    SayNothing,
}
