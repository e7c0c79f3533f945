# Lets the resident evaluator of the user run a command, in a tenth of the time in which Java starts. If there is none, or the command is
# not for it, runs the command line that it was given instead.
#
# usage: perl ask.pl JAVA OPTION... -cp CLASSES dev.firn.app.cli.Main ARGUMENT...
#
# The other side is dev.firn.app.resident: Place says where the socket is, Request what goes over it.
use strict;
use warnings;
use Socket;

my @command = @ARGV;
my $before = 0;
$before++ until $command[$before] eq 'dev.firn.app.cli.Main';
my @arguments = @command[ $before + 1 .. $#command ];

sub alone {
    exec { $command[0] } @command or die "firn: cannot run $command[0]: $!\n";
}

# All that makes one process see another world, or answer otherwise, than another.
sub identity {
    my @lines = ( $command[ $before - 1 ], $command[0] );
    open my $status, '<', '/proc/self/status' or alone();
    push @lines, grep { /^(?:Uid|Gid|Groups|CapEff):/ } map { chomp; $_ } <$status>;
    push @lines, map { readlink "/proc/self/ns/$_" or alone() } qw(mnt net user pid uts ipc);
    return join "\n", @lines, readlink '/proc/self/root';
}

# FNV-1a with 64 bits: the folder is the user's own, so that only chance must be kept out.
sub digest {
    use integer;
    no warnings 'portable';
    my $digest = 0xcbf29ce484222325;
    $digest = ( $digest ^ $_ ) * 0x100000001b3 for unpack 'C*', $_[0];
    return sprintf '%016x', $digest;
}

sub folder {
    my $runtime = $ENV{XDG_RUNTIME_DIR} // '';
    my $folder = $runtime =~ m{^/} ? "$runtime/firn" : "/tmp/firn-$<";
    my @about = lstat $folder or alone();
    ( $about[2] == 040700 && $about[4] == $< ) or alone();
    return $folder;
}

sub text {
    return pack 'N/a*', $_[0];
}

sub coloured {
    my $terminal = $ENV{TERM} // 'dumb';
    return -t STDERR && $terminal ne 'dumb' && !exists $ENV{NO_COLOR} && !exists $ENV{NOCOLOR};
}

sub take {
    my ( $socket, $length ) = @_;
    my $bytes = '';
    while ( length $bytes < $length ) {
        sysread $socket, $bytes, $length - length $bytes, length $bytes or alone();
    }
    return $bytes;
}

sub give {
    my ( $stream, $name, $bytes ) = @_;
    my $at = 0;
    while ( $at < length $bytes ) {
        my $written = syswrite $stream, $bytes, length($bytes) - $at, $at;
        if ( !defined $written ) {
            print STDERR "error: writing to standard $name: $!\n";
            exit 1;
        }
        $at += $written;
    }
}

grep { $_ eq '--no-resident' } @arguments and alone();
my $identity = identity();
my $name     = folder() . '/' . digest($identity) . '.socket';
my $there    = readlink '/proc/self/cwd' // alone();
length $name < 108 or alone();
socket my $socket, PF_UNIX, SOCK_STREAM, 0 or alone();
connect $socket, pack_sockaddr_un($name) or alone();

# A write to one that ends meanwhile is an error like others; its answer is then missing.
local $SIG{PIPE} = 'IGNORE';
my $request = pack 'NCC', 2, coloured() ? 1 : 0, -t STDIN && -t STDOUT ? 1 : 0;
$request .= text($identity) . text($there);
$request .= pack( 'N', scalar @arguments ) . join '', map { text($_) } @arguments;
$request .= pack( 'N', scalar keys %ENV ) . join '', map { text($_) . text( $ENV{$_} ) } keys %ENV;
my $sent = 0;
while ( $sent < length $request ) {
    $sent += syswrite $socket, $request, length($request) - $sent, $sent or alone();
}
my ( $status, $length ) = unpack 'l>N', take( $socket, 8 );
$status >= 0 or alone();
my $pieces = take( $socket, $length );
$SIG{PIPE} = 'DEFAULT';
for ( my $at = 0 ; $at < $length ; ) {
    my ( $stream, $bytes ) = unpack 'C N/a*', substr $pieces, $at;
    $stream == 1 ? give( \*STDOUT, 'output', $bytes ) : give( \*STDERR, 'error', $bytes );
    $at += 5 + length $bytes;
}
exit $status;
