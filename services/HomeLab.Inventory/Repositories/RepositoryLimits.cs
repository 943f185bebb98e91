namespace HomeLab.Inventory.Repositories;

/// <summary>What is read of a repository that anybody may have written.</summary>
/// <param name="MaxFiles">Of the tree, of whatever kind.</param>
/// <param name="MaxFileBytes">Custom resource definitions of real operators reach 1.5 MB.</param>
/// <param name="MaxBytes">Of all files together.</param>
/// <param name="MaxDepth">Of mappings and lists within each other; schemas of custom resources reach 40.</param>
/// <param name="MaxNodes">Values of one file, aliases counted as what they stand for.</param>
/// <param name="MaxDocuments">Of one file.</param>
/// <param name="MaxObjects">That one reading declares.</param>
/// <param name="MaxNotes">Unresolved things and problems, each.</param>
/// <param name="MaxSpecBytes">Of one object; a larger one is declared without its spec.</param>
/// <param name="MaxCost">Values that are gone through when files are taken in again and again and patched, together.</param>
/// <param name="MaxRenders">Kustomizations that are rendered for one reading, each time that something names them.</param>
/// <param name="ReadsEveryText">Also texts that no format here reads, such as programs and web pages.</param>
sealed record RepositoryLimits(
    int MaxFiles = 50_000,
    int MaxFileBytes = 4 << 20,
    long MaxBytes = 128L << 20,
    int MaxDepth = 100,
    int MaxNodes = 400_000,
    int MaxDocuments = 5_000,
    int MaxObjects = 50_000,
    int MaxNotes = 10_000,
    int MaxRenders = 5_000,
    int MaxSpecBytes = 1 << 20,
    int MaxCost = 20_000_000,
    bool ReadsEveryText = false);
