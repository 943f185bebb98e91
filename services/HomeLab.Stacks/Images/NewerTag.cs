namespace HomeLab.Stacks.Images;

/// <summary>A tag that is newer than the one that a stack has.</summary>
sealed record NewerTag(UpdateLevel Level, string Tag)
{
    public override string ToString() => $"{UpdateLevels.Text(Level)}:{Tag}";

    public static NewerTag Parse(string text) => new(UpdateLevels.Parse(text[..text.IndexOf(':', StringComparison.Ordinal)]), text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
