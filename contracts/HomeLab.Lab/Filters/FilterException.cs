namespace HomeLab.Lab.Filters;

/// <summary>A text is no filter, or one that nothing of what is asked has.</summary>
/// <param name="column">From 1.</param>
/// <param name="message">What is wrong there and what would be right.</param>
public sealed class FilterException(int column, string message) : Exception($"column {column}: {message}")
{
    public int Column => column;
}
