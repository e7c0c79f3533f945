#!/usr/bin/perl
# Writes each visit down in PostgreSQL and counts it in Redis.
#
#   PORT, REDIS_PORT                 where it listens, and where Redis does, at 127.0.0.1
#   PGHOST, PGPORT, PGDATABASE       the database, as psql takes them; psql is in PATH
#
#   GET /         counts, and tells how often
#   GET /health   asks both, and counts nothing
use strict;
use warnings;
use IO::Socket::INET;

my $listener = IO::Socket::INET->new(
    LocalAddr => '127.0.0.1', LocalPort => $ENV{PORT}, Proto => 'tcp', Listen => 64, ReuseAddr => 1)
    or die "cannot listen at port $ENV{PORT}: $!\n";

# What Redis says to a command without arguments that need quoting.
sub redis {
    my ($command) = @_;
    my $redis = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $ENV{REDIS_PORT}, Timeout => 5)
        or die "no Redis: $!\n";
    print $redis "$command\r\n";
    my $answer = <$redis> // die "Redis says nothing\n";
    $answer =~ s/\r?\n$//;
    die "Redis: $answer\n" if $answer =~ /^-/;
    return substr $answer, 1;
}

sub sql {
    my ($statement) = @_;
    open(my $psql, '-|', 'psql', '-XAtqc', $statement) or die "no psql: $!\n";
    my $answer = join '', <$psql>;
    close $psql or die "psql failed\n";
    chomp $answer;
    return $answer;
}

sub page {
    my ($path) = @_;
    if ($path eq '/health') {
        redis('PING');
        sql('SELECT 1');
        return "well\n";
    }
    my $written = sql('INSERT INTO visit DEFAULT VALUES; SELECT count(*) FROM visit');
    return 'Visits: ' . redis('INCR visits') . " counted, $written written down\n";
}

sql('CREATE TABLE IF NOT EXISTS visit (at timestamptz NOT NULL DEFAULT now())');
$SIG{PIPE} = 'IGNORE';
while (my $client = $listener->accept) {
    my $request = <$client> // '';
    while (defined(my $line = <$client>)) {
        last if $line =~ /^\r?\n$/;
    }
    my ($path) = $request =~ m{^GET (/\S*) };
    my $body = eval { page($path // '/') };
    my $status = defined $body ? '200 OK' : '503 Service Unavailable';
    $body //= "not now: $@";
    print $client "HTTP/1.1 $status\r\nContent-Type: text/plain\r\nContent-Length: " . length($body)
        . "\r\nConnection: close\r\n\r\n$body";
    close $client;
}
