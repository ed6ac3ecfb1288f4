//! Runs the program on corpora and prints what it took.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::article::Corpus;
use crate::polder;

/// What one build took.
#[derive(Clone, Copy)]
struct Taken {
    wall: Duration,
    /// Seconds of CPU; `None` where the system does not tell.
    cpu: Option<f64>,
    /// Most memory at any moment, in bytes.
    memory: Option<u64>,
}

/// Builds a corpus of each size `times` times, each time into nothing.
pub fn run(sizes: &[usize], times: usize, program: &Path, folder: &Path) -> io::Result<()> {
    let program = fs::canonicalize(program).map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("{}: {error}; run cargo build --release first", program.display()),
        )
    })?;
    fs::create_dir_all(folder)?;
    println!("| articles | wall s | CPU s | peak MiB | site MB | files |");
    println!("| ---: | ---: | ---: | ---: | ---: | ---: |");
    for &size in sizes {
        let site = folder.join(format!("corpus-{size}"));
        if site.exists() {
            fs::remove_dir_all(&site)?;
        }
        polder::write(&Corpus::new(size, 1), &site)?;
        let mut taken = Vec::with_capacity(times);
        let mut written = (0, 0);
        for time in 0..times.max(1) {
            // A new folder each time: deleting the last one first would be
            // measured too, for the file system pays for it later.
            let out = site.join(format!("public-{time}"));
            taken.push(build(&program, &site, &out)?);
            written = size_of(&out)?;
        }
        taken.sort_by_key(|taken| taken.wall);
        let median = taken[taken.len() / 2];
        println!(
            "| {size} | {:.2} | {} | {} | {:.1} | {} |",
            median.wall.as_secs_f64(),
            median.cpu.map_or("?".to_owned(), |seconds| format!("{seconds:.2}")),
            median.memory.map_or("?".to_owned(), |bytes| format!("{:.0}", bytes as f64 / f64::from(1 << 20))),
            written.0 as f64 / 1e6,
            written.1,
        );
        fs::remove_dir_all(&site)?;
    }
    Ok(())
}

fn build(program: &Path, site: &Path, out: &Path) -> io::Result<Taken> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("build")
        .arg("--root")
        .arg(site)
        .arg("--out")
        .arg(out)
        .stderr(Stdio::inherit())
        .spawn()?;
    let (mut cpu, mut memory) = (None, None);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        cpu = cpu_seconds(&child).or(cpu);
        memory = peak_memory(&child).or(memory);
        thread::sleep(Duration::from_millis(2));
    };
    let wall = start.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("polder build ended with {status}")));
    }
    Ok(Taken { wall, cpu, memory })
}

/// The highest resident size so far, as Linux keeps it.
fn peak_memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

/// User and system time so far; Linux counts in hundredths of a second.
fn cpu_seconds(child: &Child) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // The name in brackets may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks: u64 = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(ticks as f64 / 100.0)
}

/// Bytes and number of the files below a folder.
fn size_of(folder: &Path) -> io::Result<(u64, usize)> {
    let mut size = (0, 0);
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.map_err(io::Error::other)?;
        if entry.file_type().is_file() {
            size.0 += entry.metadata().map_err(io::Error::other)?.len();
            size.1 += 1;
        }
    }
    Ok(size)
}
