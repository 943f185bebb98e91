using System.Text.Json;
using HomeLab.Lab;

namespace HomeLab.Inventory.Lab;

/// <summary>Decides what a reading of the directory means for the documents in force.</summary>
/// <remarks>
/// A wrong text never replaces a right one, and a document goes only where Git proves that somebody took it out. While any file
/// cannot be read, none goes: the document may have moved there.
/// </remarks>
static class LabMerge
{
    public static LabChanges Plan(IReadOnlyList<StoredDocument> stored, LabReading reading, RemovalEvidence evidence)
    {
        var before = stored.ToDictionary(it => it.Address);
        var now = reading.Documents.ToDictionary(it => it.Address);
        var changed = new List<StoredDocument>();
        var removed = new List<(string, string)>();
        foreach (var document in reading.Documents)
        {
            var merged = Merge(document, before.GetValueOrDefault(document.Address));
            if (merged != before.GetValueOrDefault(document.Address))
                changed.Add(merged);
        }
        foreach (var document in stored.Where(it => !now.ContainsKey(it.Address)))
        {
            if (IsGone(document, reading, evidence, out var code))
                removed.Add((document.Address, code));
            else if (Keep(document, reading, evidence) is var kept && kept != document)
                changed.Add(kept);
        }
        return new LabChanges(changed, removed, [.. now.Keys]);
    }

    static StoredDocument Merge(LabDocument document, StoredDocument? before)
    {
        var isValid = document.Problems.Count == 0;
        return new StoredDocument(
            document.Address, document.Kind, document.Name, document.File, document.Line, isValid ? document.SpecJson : before?.Spec,
            isValid, Problems(document.Problems), "", "", before?.GitCommit);
    }

    static bool IsGone(StoredDocument document, LabReading reading, RemovalEvidence evidence, out string code)
    {
        code = document.Kind.Length == 0 ? "FileRead" : "DocumentRemoved";
        // What never was in force has nothing to lose, and a lab that got another name is still the one lab.
        var hasNothing = document.Spec is null || (document.Kind == "Lab" && reading.Documents.Any(it => it.Kind == "Lab"));
        return hasNothing || (reading.RefusedFiles.Count == 0 && evidence.WhyNotProven(document) is null);
    }

    static StoredDocument Keep(StoredDocument document, LabReading reading, RemovalEvidence evidence)
    {
        if (reading.RefusedFiles.Contains(document.File))
        {
            var problems = reading.Documents.Where(it => it.File == document.File && it.Kind.Length == 0).SelectMany(it => it.Problems).ToList();
            return document with { IsValid = false, Problems = Problems(problems), AbsentCode = "", AbsentReason = "" };
        }
        var why = reading.RefusedFiles.Count > 0
            ? new Refusal("FilesRefused", $"it may have moved to a file that cannot be read: {string.Join(", ", reading.RefusedFiles.Order())}", "")
            : evidence.WhyNotProven(document)!;
        return document with { AbsentCode = why.Code, AbsentReason = why.Message };
    }

    static string Problems(IReadOnlyList<Problem> problems) => JsonSerializer.Serialize(problems, LabJson.Options);
}
