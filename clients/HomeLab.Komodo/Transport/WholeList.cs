namespace HomeLab.Komodo.Transport;

/// <summary>Since 2.3 a list ends after 30 entries unless it is asked for without a limit; earlier versions ignore the field.</summary>
sealed record WholeList
{
    public int Limit { get; }
}
