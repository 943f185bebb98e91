namespace HomeLab.Contracts.Tests;

/// <summary>A committed text that what is made now has to equal.</summary>
static class Snapshot
{
    public static void Matches(string file, string actual)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (expected == actual)
        {
            return;
        }
        var written = Path.ChangeExtension(path, ".actual" + Path.GetExtension(path));
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        File.WriteAllText(written, actual);
        Assert.Fail(
            $"""
            The wire changed: {file} is not what is sent now. Adding is allowed: copy the text from
              {written}
            and commit it. Anything else breaks receivers: give it a new URN, or a new field number, beside the old one.

            {actual}
            """);
    }
}
