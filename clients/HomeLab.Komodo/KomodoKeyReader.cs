namespace HomeLab.Komodo;

/// <summary>Gives the API key for one call. It is asked each time, so that a rotated key is used at once.</summary>
public delegate ValueTask<KomodoKey> KomodoKeyReader(CancellationToken cancellationToken);
