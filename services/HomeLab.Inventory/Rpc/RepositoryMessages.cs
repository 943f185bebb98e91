using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Rpc;

/// <summary>What is known of repositories, in the words of the contract.</summary>
static class RepositoryMessages
{
    const int MostNotes = 500;

    public static Repository Of(RepositoryRow row, IEnumerable<DeclaredRow> declared, SourceRow source, bool hasNotes, DateTimeOffset now)
    {
        var facts = RepositoryFacts.Read(row.Facts);
        var own = declared.Where(it => it.Source == row.Source).ToList();
        return new Repository
        {
            Name = row.Source["repository/".Length..],
            Source = SnapshotMessages.Of(source, now),
            Commit = facts.Commit,
            Branch = facts.Branch,
            Objects = { own.Where(it => it.State != DeclaredResources.Absent).ToDictionary(it => it.Kind, it => it.Count) },
            Absent = own.Where(it => it.State == DeclaredResources.Absent).Sum(it => it.Count),
            UnresolvedCount = facts.Unresolved.Count,
            ProblemCount = facts.Problems.Count,
            Unresolved = { hasNotes ? facts.Unresolved.Take(MostNotes).Select(Of) : [] },
            Problems = { hasNotes ? facts.Problems.Take(MostNotes).Select(SnapshotMessages.Of) : [] },
        };
    }

    static Unresolved Of(OpenPoint open) => new()
    {
        Code = open.Code, Subject = open.Subject, File = open.File, Line = open.Line, Column = open.Column, Message = open.Message,
    };
}
