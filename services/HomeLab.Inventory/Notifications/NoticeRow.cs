namespace HomeLab.Inventory.Notifications;

/// <summary>A notice that waits to be gathered. Times are UTC.</summary>
sealed record NoticeRow(long Id, string Happening, string Subject, string Content, bool NeedsPerson, DateTime At, DateTime NoticedAt)
{
    public Notice Notice => new(Happening, Subject, Content, NeedsPerson, At);
}
