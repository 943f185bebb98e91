namespace HomeLab.Cloudflare;

sealed record Envelope<T>
{
    public bool Success { get; init; }

    public IReadOnlyList<CloudflareError>? Errors { get; init; }

    public T? Result { get; init; }

    public ResultPage? ResultInfo { get; init; }
}

/// <summary>Only on lists.</summary>
sealed record ResultPage
{
    public int Page { get; init; }

    public int? TotalCount { get; init; }

    public int? TotalPages { get; init; }

    public ResultCursors? Cursors { get; init; }
}

/// <summary>Of lists that are paged by cursors.</summary>
sealed record ResultCursors
{
    public string? After { get; init; }
}
