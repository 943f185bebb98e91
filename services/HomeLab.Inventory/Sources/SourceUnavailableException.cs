using HomeLab.Lab;

namespace HomeLab.Inventory.Sources;

/// <summary>A source does not answer, not whole, or not as itself. What was seen of it stays.</summary>
sealed class SourceUnavailableException(string code, string message) : Exception(message)
{
    public Refusal Why { get; } = new(code, message, "");
}
