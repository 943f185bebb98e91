using System.Globalization;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>What a reading leaves open that may declare whole objects, and not only a value of one.</summary>
sealed class OpenParts
{
    /// <summary>Of a stack, an <c>Application</c> or the like: what it deploys is not known.</summary>
    static readonly HashSet<string> OfOwners =
        [UnresolvedCodes.SourceElsewhere, UnresolvedCodes.OtherRevision, UnresolvedCodes.Generator, UnresolvedCodes.FileNotInRepository];

    /// <summary>Of a kustomization.</summary>
    static readonly HashSet<string> OfDirectories = [UnresolvedCodes.RemoteBase, UnresolvedCodes.NotEvaluated];

    readonly HashSet<string> files;
    readonly ILookup<string, OpenPoint> directories;
    readonly ILookup<string, OpenPoint> owners;

    public OpenParts(RepositoryFacts facts)
    {
        var written = facts.Places.Select(it => (Address: it.Key, File: facts.FileOf(it.Key), Line: LineOf(it.Value))).ToLookup(it => it.File);
        files = [.. facts.Unresolved.Where(it => it.Code == UnresolvedCodes.Template).Select(it => it.File)];
        directories = facts.Unresolved.Where(it => OfDirectories.Contains(it.Code)).ToLookup(it => RepositoryPath.DirectoryOf(it.File));
        owners = facts.Unresolved.Where(it => OfOwners.Contains(it.Code))
            .SelectMany(open => written[open.File].Where(it => it.Line <= open.Line).GroupBy(it => it.Line).OrderByDescending(it => it.Key).Take(1).SelectMany(it => it)
                .Select(it => (it.Address, Open: open)))
            .ToLookup(it => it.Address, it => it.Open);
    }

    /// <param name="file">Where the object was declared.</param>
    /// <param name="deployers">What deployed it, and what deployed that.</param>
    /// <returns>Files and what is open in them, of what may declare the object.</returns>
    public IEnumerable<(string File, string Subject)> About(string file, IEnumerable<string> deployers)
    {
        if (files.Contains(file))
            yield return (file, "");
        for (var directory = RepositoryPath.DirectoryOf(file); ; directory = RepositoryPath.DirectoryOf(directory))
        {
            foreach (var open in directories[directory])
                yield return (open.File, open.Subject);
            if (directory.Length == 0)
                break;
        }
        foreach (var open in deployers.SelectMany(it => owners[it]))
            yield return (open.File, open.Subject);
    }

    static int LineOf(string place) => place.Split(':') is [.., var line, _] && int.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
