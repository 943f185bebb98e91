namespace HomeLab.Stacks.Executing;

/// <summary>Something of a stack that is not as it was deployed. It has no values, which may be secret.</summary>
/// <param name="Service">Of the Compose project; empty: the stack itself.</param>
/// <param name="Field">What of it: <c>environment LEVEL</c>, <c>memory</c>, <c>network front</c>, <c>state</c> (it was stopped or paused), <c>container</c> (it is gone).</param>
sealed record DriftedField(string Service, string Field)
{
    public override string ToString() => Service.Length > 0 ? $"{Service}: {Field}" : Field;
}
