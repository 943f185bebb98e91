namespace HomeLab.Lab;

/// <summary>What is wrong with something that a person wrote, where, and what would be right.</summary>
/// <param name="File">Relative to the lab directory; empty for what is in no file, such as a label.</param>
/// <param name="Line">1-based; 0: not in a file.</param>
/// <param name="Column">1-based; in a label, within its value.</param>
/// <param name="Path"><c>spec.records[2].ttl</c>, or the label.</param>
/// <param name="Code">Constant for machines, such as <c>UnknownField</c>.</param>
/// <param name="Message">One sentence for people. Never holds a value that may be a secret.</param>
public sealed record Problem(string File, int Line, int Column, string Path, string Code, string Message)
{
    public string Path { get; } = Printable.Of(Path, 200);

    public string Message { get; } = Printable.Of(Message, 600);

    public override string ToString()
    {
        var where = File.Length == 0 ? $"{Path}:{Column}" : $"{File}:{Line}:{Column}";
        return File.Length == 0 || Path.Length == 0 ? $"{where}: {Message} ({Code})" : $"{where}: {Path}: {Message} ({Code})";
    }
}
