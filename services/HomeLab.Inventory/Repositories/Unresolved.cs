using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories;

/// <summary>Something that cannot be known from the files, and why.</summary>
/// <param name="Code">One of <see cref="UnresolvedCodes"/>.</param>
/// <param name="Subject">The variable, the chart, the URL: what is not known.</param>
/// <param name="Message">One sentence for people; never holds a value.</param>
sealed record Unresolved(string Code, string Subject, Place At, string Message)
{
    public string Subject { get; } = Printable.Of(Subject, 300);

    public string Message { get; } = Printable.Of(Message, 600);
}
